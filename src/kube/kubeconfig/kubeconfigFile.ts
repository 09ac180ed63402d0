import type { Problem } from '../../base/problem.ts';

/** How to reach and trust an API server; paths are absolute. */
export interface KubeconfigCluster {
  readonly name: string;
  readonly server: string;
  readonly caFile?: string;
  /** PEM in base64, as it stands in the file. */
  readonly caData?: string;
  readonly insecure: boolean;
  readonly tlsServerName?: string;
  readonly proxyUrl?: string;
  /** The extension `client.authentication.k8s.io/exec`, which is handed to an exec plugin. */
  readonly execConfig?: unknown;
  readonly problem?: Problem;
}

/** A credential plugin as the kubeconfig describes it. */
export interface ExecConfig {
  readonly apiVersion: string;
  readonly command: string;
  readonly args: readonly string[];
  readonly env: readonly { readonly name: string; readonly value: string }[];
  readonly installHint: string;
  readonly provideClusterInfo: boolean;
  readonly interactiveMode: 'Never' | 'IfAvailable' | 'Always';
}

export interface Impersonation {
  readonly user: string;
  readonly uid?: string;
  readonly groups: readonly string[];
  readonly extra: Readonly<Record<string, readonly string[]>>;
}

/** Who a person is to the API server; paths are absolute. */
export interface KubeconfigUser {
  readonly name: string;
  readonly token?: string;
  readonly tokenFile?: string;
  readonly username?: string;
  readonly password?: string;
  readonly certFile?: string;
  readonly certData?: string;
  readonly keyFile?: string;
  readonly keyData?: string;
  readonly exec?: ExecConfig;
  /** A provider of the time before exec plugins, with its own settings. */
  readonly authProvider?: {
    readonly name: string;
    readonly config: Readonly<Record<string, string>>;
  };
  /** Signs in with a token of Entra ID that the product gets itself, of this tenant. */
  readonly entra?: { readonly tenant: string };
  readonly impersonation?: Impersonation;
  readonly problem?: Problem;
}

export interface KubeconfigContext {
  readonly name: string;
  readonly cluster: string;
  readonly user: string;
  readonly namespace: string;
  /** The file that it stands in. */
  readonly file: string;
  readonly problem?: Problem;
}

/** What one kubeconfig file says, entries in the order of the file. */
export interface KubeconfigFile {
  readonly file: string;
  readonly currentContext: string;
  readonly clusters: readonly KubeconfigCluster[];
  readonly users: readonly KubeconfigUser[];
  readonly contexts: readonly KubeconfigContext[];
  /** The lists that it does not have at all, not even empty: kubectl always writes all three. */
  readonly lacks: readonly ('clusters' | 'users' | 'contexts')[];
  /** What was read otherwise than a person may have meant. */
  readonly notes: readonly string[];
}

/** A problem with something that stands in a kubeconfig. */
export function kubeconfigProblem(what: string, next: string): Problem {
  return { kind: 'configuration', what, next, retryable: false };
}
