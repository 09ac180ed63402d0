import { stringOf } from '../kubernetes/kubernetesObject.ts';
import { groupOf } from '../kubernetes/apiVersion.ts';

/**
 * The groups of kubernetes-sigs/agent-sandbox (api/v1beta1 and extensions/api/v1beta1 at 2fd412d5,
 * 2026-08-22). Other projects have kinds of the same names: a kind is told by group and name.
 */
export const AGENTS_GROUP = 'agents.x-k8s.io';
export const AGENT_EXTENSIONS_GROUP = 'extensions.agents.x-k8s.io';

/** The one version that v1.0.0 (2026-08-28) serves, and the one that came before it. */
export const AGENTS_VERSION = 'v1beta1';
export const OLD_AGENTS_VERSION = 'v1alpha1';

export type AgentKind = 'Sandbox' | 'SandboxTemplate' | 'SandboxWarmPool' | 'SandboxClaim';

/** Where each kind stands in the API. */
export const AGENT_KINDS: Readonly<
  Record<AgentKind, { readonly group: string; readonly plural: string }>
> = {
  Sandbox: { group: AGENTS_GROUP, plural: 'sandboxes' },
  SandboxTemplate: { group: AGENT_EXTENSIONS_GROUP, plural: 'sandboxtemplates' },
  SandboxWarmPool: { group: AGENT_EXTENSIONS_GROUP, plural: 'sandboxwarmpools' },
  SandboxClaim: { group: AGENT_EXTENSIONS_GROUP, plural: 'sandboxclaims' },
};

/** Which of the kinds an object is, of whichever version; `undefined` for any other object. */
export function agentKindOf(object: {
  readonly apiVersion?: string | undefined;
  readonly kind?: string | undefined;
}): AgentKind | undefined {
  const [kind, apiVersion] = [stringOf(object.kind), stringOf(object.apiVersion)];
  return isAgentKind(kind) && AGENT_KINDS[kind].group === groupOf(apiVersion) ? kind : undefined;
}

/** The version to read a kind by, of those that are served; `undefined` where none is known. */
export function versionToRead(served: readonly string[] = []): string | undefined {
  return [AGENTS_VERSION, OLD_AGENTS_VERSION].find((version) => served.includes(version));
}

/** Whether an owner reference is to a Sandbox of these groups, of whichever version. */
export function isAgentSandbox(owner: {
  readonly apiVersion?: string | undefined;
  readonly kind?: string | undefined;
}): boolean {
  return agentKindOf(owner) === 'Sandbox';
}

/** Whether it is the word for one of the kinds. */
export function isAgentKind(kind: string): kind is AgentKind {
  return Object.hasOwn(AGENT_KINDS, kind);
}
