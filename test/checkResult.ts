import type { CheckResult } from '../src/model/isolation/checkResult.ts';

/** The result of checking a pod that is what it claims, gVisor, but for what a test says of it. */
export function checkResult(more: Partial<CheckResult> = {}): CheckResult {
  return {
    namespace: 'pay',
    name: 'p',
    uid: more.name ?? 'p',
    runtimeClass: 'gvisor',
    handler: 'runsc',
    claim: 'gvisor',
    verdict: 'gvisor',
    kernel: '4.19.0-gvisor',
    node: 'n1',
    nodeKernel: '6.8.0',
    reason: 'because',
    evidence: [],
    ...more,
  };
}
