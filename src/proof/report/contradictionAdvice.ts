import type { CheckResult } from '../../model/isolation/checkResult.ts';

/**
 * What to do about pods whose kernel contradicts their claim, as sentences of Markdown, each once.
 * What ran without its sandbox may have reached its node, so that comes first.
 */
export function contradictionAdvice(contradictions: readonly CheckResult[]): readonly string[] {
  const onNode = contradictions.filter(({ verdict }) => verdict === 'host-kernel');
  const claims = new Set(onNode.map(({ claim }) => claim));
  return [
    ...(onNode.length > 0 ? [NOT_ISOLATED] : []),
    ...(claims.has('gvisor') ? [GVISOR] : []),
    ...(claims.has('kata') ? [KATA] : []),
    ...(onNode.length < contradictions.length ? [OTHERWISE] : []),
  ];
}

const NOT_ISOLATED =
  "Take a pod on the node's kernel for not isolated: what runs in it could reach the node. Cordon the node; once the cause is mended delete the pod so that it is started anew, and check again.";

const GVISOR =
  "For gVisor the handler's entry in `/etc/containerd/config.toml` of the node has the type `io.containerd.runsc.v1`. On a node that AKS Sandbox prepared, its installer's log says what it found.";

const KATA =
  "For Kata the handler's entry in `/etc/containerd/config.toml` of the node has a type of Kata. On AKS the pool has to be created with the workload runtime for Kata.";

const OTHERWISE =
  'A pod in another sandbox is isolated, but otherwise than it says: correct the handler or the name of its RuntimeClass.';
