import { isDnsSubdomain } from '../../model/kubernetes/dnsName.ts';
import { UsageError } from '../terminal/usageError.ts';

/** A pod or workload that was named; without a namespace it is in that of `-n` or the context. */
export interface VerifyTarget {
  readonly kind: string;
  readonly namespace: string | undefined;
  readonly name: string;
}

/** Kinds by the words that kubectl takes for them: singular, plural, short (kubectl 1.36). */
const KINDS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    Pod: ['po', 'pod', 'pods'],
    Deployment: ['deploy', 'deployment', 'deployments'],
    StatefulSet: ['sts', 'statefulset', 'statefulsets'],
    DaemonSet: ['ds', 'daemonset', 'daemonsets'],
    ReplicaSet: ['rs', 'replicaset', 'replicasets'],
    ReplicationController: ['rc', 'replicationcontroller', 'replicationcontrollers'],
    Job: ['job', 'jobs'],
    CronJob: ['cj', 'cronjob', 'cronjobs'],
    Sandbox: ['sandbox', 'sandboxes'],
    SandboxClaim: ['sandboxclaim', 'sandboxclaims'],
    SandboxWarmPool: ['swp', 'sandboxwarmpool', 'sandboxwarmpools'],
    SandboxTemplate: ['sandboxtemplate', 'sandboxtemplates'],
  }).flatMap(([kind, words]) => words.map((word) => [word, kind] as const)),
);

/** What follows the word in `deployments.apps` and `deployments.v1.apps`. */
const GROUP =
  /\.(?:v\d+(?:(?:alpha|beta)\d+)?\.)?(?:apps|batch|(?:extensions\.)?agents\.x-k8s\.io)$/;

/**
 * Reads NAME, KIND/NAME or NAMESPACE/NAME. A word for a kind is a kind, as with kubectl: a
 * namespace of such a name is given by `-n`. Throws a `UsageError` for anything else.
 */
export function verifyTarget(text: string): VerifyTarget {
  const [first = '', second, more] = text.split('/');
  const name = second ?? first;
  const kind = KINDS.get(first.toLowerCase().replace(GROUP, ''));
  const isNamed = more === undefined && isDnsSubdomain(name);
  if (isNamed && second === undefined) return { kind: 'Pod', namespace: undefined, name };
  if (isNamed && kind !== undefined) return { kind, namespace: undefined, name };
  if (isNamed && isDnsSubdomain(first)) return { kind: 'Pod', namespace: first, name };
  throw new UsageError(
    `what to check is POD, KIND/NAME or NAMESPACE/POD, not ${JSON.stringify(text)}`,
  );
}
