/** The condition `Ready` of a Sandbox or of a claim. */
export interface ReadyCondition {
  readonly isReady: boolean;
  readonly reason: string;
  /** In the words of the controller; of a refusal, in those of the API server. */
  readonly message: string;
}

/** Most objects are ready, and there are thousands: they share one value. */
export const READY: ReadyCondition = { isReady: true, reason: '', message: '' };

/**
 * What the reasons mean, as what follows an object's name. Source: kubernetes-sigs/agent-sandbox
 * controllers and extensions/controllers at 2fd412d5 (2026-08-22).
 */
const WORDS: Readonly<Record<string, string>> = {
  DependenciesNotReady: 'waits for its pod',
  SandboxSuspended: 'suspended',
  SandboxExpired: 'expired',
  PodSucceeded: 'its pod has ended',
  PodFailed: 'its pod has failed',
  MultiplePods: 'has several pods',
  ReconcilerError: 'could not be made',
  InvalidConfiguration: 'cannot be made as it is written',
  WarmPoolNotFound: 'its pool does not exist',
  TemplateNotFound: 'its template does not exist',
  EnvVarsInjectionRejected: 'its template does not allow its environment',
  VolumeClaimTemplatesError: 'its template does not allow its volumes',
  InvalidMetadata: 'its metadata is not allowed',
  ClaimExpired: 'expired',
  AdoptionConflict: 'waits for a Sandbox',
  AdoptionPending: 'waits for a Sandbox',
  SandboxCreatePending: 'waits for a Sandbox',
  SandboxMissing: 'its Sandbox is gone',
  SandboxNotReady: 'its Sandbox is not ready',
};

/**
 * Why an object is not ready, in words, with the message where the reason does not say it all;
 * empty for one that is. What comes from the cluster is not yet safe to show.
 */
export function notReadyText(ready: ReadyCondition | undefined): string {
  if (!ready) return 'no status yet';
  if (ready.isReady) return '';
  const { reason, message } = ready;
  const words = (Object.hasOwn(WORDS, reason) ? WORDS[reason] : reason) || 'not ready';
  return SAYS_IT_ALL.has(reason) || message === '' ? words : `${words}: ${message}`;
}

const SAYS_IT_ALL: ReadonlySet<string> = new Set([
  'SandboxSuspended',
  'SandboxExpired',
  'ClaimExpired',
]);
