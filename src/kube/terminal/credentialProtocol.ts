/**
 * The variable of a terminal's environment with the secret that its programs show to the window:
 * one for each terminal.
 */
export const SECRET_VARIABLE = 'AKS_SANDBOX_TERMINAL_SECRET';

/** The `status` of an ExecCredential. Source: Kubernetes, client.authentication.k8s.io/v1. */
export interface CredentialStatus {
  readonly token?: string;
  readonly clientCertificateData?: string;
  readonly clientKeyData?: string;
  readonly expirationTimestamp?: string;
}

/**
 * What the window answers to a program that sent the secret (`{"secret": …}`), both as one line of
 * JSON, before it hangs up.
 */
export type CredentialAnswer =
  | { readonly status: CredentialStatus }
  /** Why there is no credential, in words for the person. */
  | { readonly problem: string };
