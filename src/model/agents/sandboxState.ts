import type { Verdict } from '../isolation/checkResult.ts';
import type { SandboxPod } from '../pod/pod.ts';
import { type AskedSandbox, askedSandbox, asksLess, classText } from './askedSandbox.ts';
import type { AgentSandbox } from './agentSandbox.ts';

/** What is needed to tell what a pod asks for. */
export interface AgentSurroundings {
  /** Handlers by RuntimeClass; empty where they are not known. */
  readonly handlers: ReadonlyMap<string, string>;
  /** Nodes on which a class says nothing of isolation. */
  readonly virtualNodes: ReadonlySet<string>;
}

/**
 * Pods as far as they are known: `undefined` before, and of some namespaces where not all may be
 * seen.
 */
export interface KnownPods {
  readonly pods: readonly SandboxPod[] | undefined;
  readonly namespaces?: readonly string[] | undefined;
}

/** A pod that has another class than its Sandbox's template. */
export interface Drift {
  readonly template: string;
  readonly pod: string;
  /** The pod's claim is less than the promise. */
  readonly isLess: boolean;
}

/** A Sandbox with the pod behind it. */
export interface SandboxState {
  readonly sandbox: AgentSandbox;
  readonly promise: AskedSandbox;
  /** Its pod that does not terminate; of several the one that asks for least. */
  readonly pod?: SandboxPod;
  /** How many do not terminate; absent while the pods are not known. */
  readonly podCount?: number;
  /** What the pod asks for, else what is promised. */
  readonly asked: AskedSandbox;
  /** The hazard: it asks for no sandbox. That is not to say that it is in none. */
  readonly asksForNone: boolean;
  readonly drift?: Drift;
}

/**
 * What a Sandbox promises and what of it is there. `pods`: those that it controls; `undefined`
 * where they are not known.
 */
export function sandboxState(
  sandbox: AgentSandbox,
  pods: readonly SandboxPod[] | undefined,
  { handlers, virtualNodes }: AgentSurroundings,
): SandboxState {
  const promise = askedSandbox(sandbox.runtimeClass, handlers);
  const live = (pods ?? [])
    .filter(({ terminating }) => terminating !== true)
    .map((pod) => ({ pod, asked: askedSandbox(pod.runtimeClass, handlers) }));
  const one = live.find(({ asked }) => asked.isNone) ?? live[0];
  const base = { sandbox, promise, ...(pods ? { podCount: live.length } : {}) };
  if (!one) return { ...base, asked: promise, asksForNone: promise.isNone };
  const { pod, asked } = one;
  const drift = driftOf(promise, asked);
  return {
    ...base,
    pod,
    asked,
    asksForNone: asked.isNone && !(pod.node !== undefined && virtualNodes.has(pod.node)),
    ...(drift ? { drift } : {}),
  };
}

/** How a pod's class differs from its template's; `undefined` where it does not. */
function driftOf(promise: AskedSandbox, asked: AskedSandbox): Drift | undefined {
  if (promise.runtimeClass === asked.runtimeClass) return undefined;
  return {
    template: classText(promise),
    pod: classText(asked),
    isLess: asksLess(asked, promise),
  };
}

/** Whether a Sandbox that asks for no sandbox is in one all the same, by what its node runs. */
export function isSandboxedByNode(
  { asksForNone }: Pick<SandboxState, 'asksForNone'>,
  verdict: Verdict | undefined,
): boolean {
  return asksForNone && (verdict === 'gvisor' || verdict === 'vm');
}
