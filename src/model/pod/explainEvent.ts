/**
 * What an event means for a sandboxed pod, by parts of the messages that stay the same over
 * versions. Sources: containerd internal/cri/server/sandbox_run.go and
 * core/runtime/v2/shim_manager.go (1.7 to 2.3); kubernetes
 * plugin/pkg/admission/runtimeclass/admission.go (1.36).
 */
const EXPLANATIONS: readonly (readonly [RegExp, string])[] = [
  [
    /no runtime for "([^"]*)" is configured/,
    'The node does not serve the handler "$1": its container runtime is not configured for it. The pod starts by itself once it is.',
  ],
  [
    /binary not installed|invalid custom binary path/,
    'The node names the runtime in its configuration, but the program (the shim) is not installed.',
  ],
  [
    /sidecar binary "[^"]*" not found/,
    'The gVisor release on the node is incomplete: install the whole release.',
  ],
  [
    /pod rejected: RuntimeClass "([^"]*)" not found/,
    'The RuntimeClass "$1" does not exist in the cluster: create it or name another one.',
  ],
  [
    /conflict: runtimeClass\.scheduling\.nodeSelector/,
    "The pod's nodeSelector conflicts with that of its RuntimeClass: take the key out of the pod.",
  ],
  [
    /Pod's Overhead doesn't match|Pod Overhead set without/,
    'The pod sets spec.overhead by hand: take it out, it is filled in from the RuntimeClass.',
  ],
  [
    /had untolerated taint.*didn't match Pod's node affinity\/selector|didn't match Pod's node affinity\/selector.*had untolerated taint/s,
    'Some nodes have a taint that neither the pod nor its RuntimeClass tolerates; the others lack the labels that they select.',
  ],
  [
    /didn't match Pod's node affinity\/selector/,
    'Nodes lack the labels that the pod or its RuntimeClass selects.',
  ],
  [
    /had untolerated taint/,
    'Nodes that fit have a taint that neither the pod nor its RuntimeClass tolerates.',
  ],
];

/** What a message means and what to do; empty for messages that speak for themselves. */
export function explainEvent(message: string): string {
  for (const [pattern, explanation] of EXPLANATIONS) {
    const match = pattern.exec(message.slice(0, 10_000));
    if (match) return explanation.replace('$1', (match[1] ?? '').slice(0, 100));
  }
  return '';
}
