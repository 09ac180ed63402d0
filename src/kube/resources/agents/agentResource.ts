import { AGENT_KINDS, type AgentKind, agentKindOf } from '../../../model/agents/agentKinds.ts';
import { READY, type ReadyCondition } from '../../../model/agents/readyCondition.ts';
import type { SandboxOwner } from '../../../model/agents/agentSandbox.ts';
import {
  controllerOf,
  listOf,
  type RawObject,
  stringOf,
} from '../../../model/kubernetes/kubernetesObject.ts';
import { type Condition, CONDITION_SHAPE } from '../readParts.ts';

/** An object with conditions. */
export interface RawConditioned extends RawObject {
  readonly status?: { readonly conditions?: readonly Partial<Condition>[] };
}

/** What a Sandbox and a SandboxTemplate have in common. */
export interface RawBlueprint {
  readonly podTemplate?: { readonly spec?: { readonly runtimeClassName?: unknown } };
}

/**
 * What is read of the metadata of each kind. Annotations are named one by one: those that end in
 * `-state` hold copies of the object with the values of its environment.
 */
export const AGENT_METADATA = {
  name: true,
  namespace: true,
  uid: true,
  resourceVersion: true,
  deletionTimestamp: true,
} as const;

export const BLUEPRINT_SHAPE = { podTemplate: { spec: { runtimeClassName: true } } } as const;

export const CONDITIONS_SHAPE = { conditions: CONDITION_SHAPE } as const;

/** A message of a refusal may hold a whole object. */
const MAX_MESSAGE = 1000;

/** The list of a kind, in a namespace or in all. */
export function agentList(
  kind: AgentKind,
  version: string,
  namespace?: string,
): { readonly plural: string; readonly path: string } {
  const { group, plural } = AGENT_KINDS[kind];
  const inside = namespace === undefined ? '' : `/namespaces/${encodeURIComponent(namespace)}`;
  return { plural, path: `/apis/${group}/${version}${inside}/${plural}` };
}

/** What tells an object from others. */
export function agentNames({ metadata }: RawObject): {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
} {
  return {
    namespace: stringOf(metadata?.namespace),
    name: stringOf(metadata?.name),
    uid: stringOf(metadata?.uid),
  };
}

/** The class of a pod template; an empty one is not the same as none. */
export function promiseOf(spec: RawBlueprint | undefined): { readonly runtimeClass?: string } {
  const name = spec?.podTemplate?.spec?.runtimeClassName;
  return typeof name === 'string' ? { runtimeClass: name } : {};
}

/** The condition `Ready`; `undefined` where nobody has said anything yet. */
export function readyOf(status: RawConditioned['status']): ReadyCondition | undefined {
  const found = listOf(status?.conditions).find(({ type }) => type === 'Ready');
  if (!found) return undefined;
  if (found.status === 'True') return READY;
  const message = stringOf(found.message).slice(0, MAX_MESSAGE);
  return { isReady: false, reason: stringOf(found.reason), message };
}

/** The claim or pool that controls a Sandbox, of whichever version its reference names. */
export function sandboxOwnerOf(raw: RawObject): SandboxOwner | undefined {
  const owner = controllerOf(raw);
  const kind = owner && agentKindOf(owner);
  if (kind !== 'SandboxClaim' && kind !== 'SandboxWarmPool') return undefined;
  return { kind, name: stringOf(owner?.name), uid: stringOf(owner?.uid) };
}
