import { list, type RawObject, text } from '../kubernetes/kubernetesObject.ts';
import { MIRROR_ANNOTATION, OS_LABEL } from '../labels.ts';

/** Who controls a pod, e.g. `ReplicaSet` `worker-6d5f`. */
export interface Owner {
  readonly kind: string;
  readonly name: string;
}

/** A pod, reduced to what the product uses. Optional parts are absent rather than empty: there may be 50,000. */
export interface SandboxPod {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly phase: string;
  readonly runtimeClass?: string;
  readonly node?: string;
  readonly owner?: Owner;
  /** Why it does not run, in the scheduler's or kubelet's own words. */
  readonly waiting?: string;
  /** True when the scheduler found no node for it. */
  readonly unschedulable?: true;
  readonly terminating?: true;
  /** A static pod: it lives in a file on its node. */
  readonly mirror?: true;
  readonly windows?: true;
}

interface RawContainerStatus {
  readonly name?: string;
  readonly state?: {
    readonly waiting?: { readonly reason?: string; readonly message?: string };
    readonly running?: unknown;
  };
}

export interface RawPod extends RawObject {
  readonly spec?: {
    readonly runtimeClassName?: string;
    readonly nodeName?: string;
    readonly os?: { readonly name?: string };
    readonly nodeSelector?: Readonly<Record<string, string>>;
  };
  readonly status?: {
    readonly phase?: string;
    readonly reason?: string;
    readonly message?: string;
    readonly conditions?: readonly {
      type?: string;
      status?: string;
      reason?: string;
      message?: string;
    }[];
    readonly containerStatuses?: readonly RawContainerStatus[];
    readonly initContainerStatuses?: readonly RawContainerStatus[];
  };
}

const LONGEST_REASON = 1000;

/** Makes one string serve for all its equals: pods of a cluster repeat a few names of namespaces, nodes and classes. */
export type Intern = (text: string) => string;

/** A list that is followed for weeks sees names without end; those that come again are soon known again. */
const MOST_REMEMBERED = 50_000;

/** An `Intern` that remembers what it saw; one per list, so that it is dropped with it. */
export function interning(): Intern {
  const seen = new Map<string, string>();
  return (value) => {
    const known = seen.get(value);
    if (known !== undefined) return known;
    if (seen.size >= MOST_REMEMBERED) seen.clear();
    seen.set(value, value);
    return value;
  };
}

/** Reads a pod as the API sends it. */
export function projectPod(raw: RawPod, intern: Intern = (value) => value): SandboxPod {
  const { metadata, spec, status } = raw;
  const pod: { -readonly [Key in keyof SandboxPod]: SandboxPod[Key] } = {
    namespace: intern(text(metadata?.namespace)),
    name: text(metadata?.name),
    uid: text(metadata?.uid),
    phase: intern(text(status?.phase)),
  };
  const waiting = waitingReason(raw);
  const owner = list(metadata?.ownerReferences).find(({ controller }) => controller === true);
  if (spec?.runtimeClassName) pod.runtimeClass = intern(text(spec.runtimeClassName));
  if (spec?.nodeName) pod.node = intern(text(spec.nodeName));
  if (owner) pod.owner = { kind: intern(text(owner.kind)), name: intern(text(owner.name)) };
  if (waiting) pod.waiting = intern(waiting.slice(0, LONGEST_REASON));
  if (isUnschedulable(raw)) pod.unschedulable = true;
  if (metadata?.deletionTimestamp) pod.terminating = true;
  if (metadata?.annotations?.[MIRROR_ANNOTATION]) pod.mirror = true;
  if (isWindows(raw)) pod.windows = true;
  return pod;
}

function waitingReason({ status }: RawPod): string {
  if (status?.phase === 'Running' || status?.phase === 'Succeeded') return '';
  const unscheduled = list(status?.conditions).find(
    ({ type, status: met }) => type === 'PodScheduled' && met === 'False',
  );
  if (unscheduled) return text(unscheduled.message) || text(unscheduled.reason);
  for (const { state } of [
    ...list(status?.initContainerStatuses),
    ...list(status?.containerStatuses),
  ]) {
    const { reason, message } = state?.waiting ?? {};
    if (reason) return message ? `${text(reason)}: ${text(message)}` : text(reason);
  }
  return text(status?.message) || text(status?.reason);
}

function isUnschedulable({ status }: RawPod): boolean {
  return list(status?.conditions).some(
    (condition) =>
      condition.type === 'PodScheduled' &&
      condition.status === 'False' &&
      condition.reason === 'Unschedulable',
  );
}

function isWindows({ spec }: RawPod): boolean {
  return spec?.os?.name === 'windows' || spec?.nodeSelector?.[OS_LABEL] === 'windows';
}
