import type { AgentSandbox } from '../../model/agents/agentSandbox.ts';
import { askedSandbox, asksLess } from '../../model/agents/askedSandbox.ts';
import { notReadyText } from '../../model/agents/readyCondition.ts';
import type { CheckedSandbox, CheckResult } from '../../model/isolation/checkResult.ts';

type Handlers = ReadonlyMap<string, string> | undefined;

/** A Sandbox beside its pod: whether that asks for less than the template promises now. */
export function checkedSandbox(
  { name, runtimeClass }: Pick<AgentSandbox, 'name' | 'runtimeClass'>,
  podClass: string | undefined,
  handlers: Handlers = new Map(),
): CheckedSandbox {
  const promised = askedSandbox(runtimeClass, handlers);
  const isLess = asksLess(askedSandbox(podClass, handlers), promised);
  return { name, runtimeClass: promised.runtimeClass, promise: promised.claim, isLess };
}

/**
 * The result for a Sandbox that has no pod to ask: it is not meant to have one, or it waits for
 * one.
 */
export function resultWithoutPod(sandbox: AgentSandbox, handlers: Handlers): CheckResult {
  const { namespace, name, uid, runtimeClass, suspended, ready } = sandbox;
  const own = checkedSandbox(sandbox, runtimeClass, handlers);
  const base = {
    namespace,
    name,
    uid,
    sandbox: own,
    runtimeClass: runtimeClass || undefined,
    handler: runtimeClass ? handlers?.get(runtimeClass) : undefined,
    claim: own.promise,
    kernel: undefined,
    node: undefined,
    nodeKernel: undefined,
    evidence: [],
  };
  const isExpired = ready?.reason === 'SandboxExpired';
  if (suspended || isExpired) {
    const why = suspended ? 'suspended' : 'expired';
    return { ...base, verdict: 'not-applicable', reason: `the Sandbox is ${why}: it has no pod` };
  }
  const why = notReadyText(ready);
  const reason = `the Sandbox has no pod${why === '' ? '' : `: ${why}`}`;
  return { ...base, verdict: 'indeterminate', reason };
}
