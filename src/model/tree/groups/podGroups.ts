import { compareNames } from '../../../base/compareNames.ts';
import type { ClaimingPod, ClusterSummary } from '../../cluster/clusterSummary.ts';
import type { CheckResult } from '../../isolation/checkResult.ts';
import { contradictionsOf } from '../../isolation/contradictions.ts';
import { workloadOf } from '../../pod/workloadOf.ts';
import type { PodlessWorkload } from '../../workload/podlessWorkload.ts';
import type { GroupBy } from './groupBy.ts';
import { POD_STATES, type PodState, podStateOf } from './podState.ts';

/** What the groups of pods are: the parts of a view that they are made of. */
export interface PodGroupsOf {
  readonly summary: ClusterSummary;
  readonly results: ReadonlyMap<string, CheckResult>;
  readonly groupBy: GroupBy;
  /** Also those that claim no sandbox. */
  readonly allPods: boolean;
  /** Whether something with these names is kept. */
  readonly filter: (...names: readonly (string | undefined)[]) => boolean;
  readonly filtered: boolean;
}

/** Pods that are shown together. */
export interface PodGroup {
  /** Tells it from other groups. */
  readonly key: string;
  readonly what: PodPlace;
  readonly pods: readonly ClaimingPod[];
  readonly podless: readonly PodlessWorkload[];
  /** How many of the pods the kernel contradicts. */
  readonly broken: number;
}

/** What the pods of a group have in common; a pool without a name stands for no node. */
export type PodPlace =
  | { readonly by: 'namespace'; readonly name: string }
  | {
      readonly by: 'workload';
      readonly namespace: string;
      readonly kind: string;
      readonly name: string;
    }
  | { readonly by: 'pool'; readonly name: string | undefined }
  | { readonly by: 'verdict'; readonly state: PodState | 'without pods' };

/** Pods and workloads without pods in groups, problems first; empty groups are left out. */
export function podGroups(of: PodGroupsOf): readonly PodGroup[] {
  const { results } = of;
  const place = placing(of);
  const groups = new Map<
    string,
    { what: PodPlace; pods: ClaimingPod[]; podless: PodlessWorkload[] }
  >();
  const groupOf = (what: PodPlace) => {
    const key = keyOf(what);
    const known = groups.get(key);
    if (known) return known;
    const made = { what, pods: [], podless: [] };
    groups.set(key, made);
    return made;
  };
  for (const one of keptPods(of)) groupOf(place(one)).pods.push(one);
  for (const one of keptPodless(of)) groupOf(placeOfPodless(of.groupBy, one)).podless.push(one);
  return [...groups]
    .map(([key, group]) => ({ ...group, key, broken: brokenAmong(results, group.pods) }))
    .toSorted((a, b) => rankOf(a) - rankOf(b) || compareNames(a.key, b.key));
}

function keptPods(of: PodGroupsOf): readonly ClaimingPod[] {
  const { summary, results, filter } = of;
  const { podIndex } = summary;
  if (!podIndex) return [];
  const pods = of.allPods ? podIndex.all() : [...podIndex.sandboxed.values()].flat();
  if (!of.filtered) return pods;
  return pods.filter((one) => {
    const { namespace, name, runtimeClass, node } = one.pod;
    return filter(namespace, name, runtimeClass, node, podStateOf(one, results.get(one.pod.uid)));
  });
}

function keptPodless({ summary, filter }: PodGroupsOf): readonly PodlessWorkload[] {
  const all = [...(summary.podless?.byNamespace.values() ?? [])].flat();
  return all.filter(({ workload: { namespace, name, runtimeClass } }) =>
    filter(namespace, name, runtimeClass, 'without pods'),
  );
}

function placing({ summary, results, groupBy }: PodGroupsOf): (one: ClaimingPod) => PodPlace {
  switch (groupBy) {
    case 'namespace':
      return ({ pod }) => ({ by: 'namespace', name: pod.namespace });
    case 'workload':
      return ({ pod }) => ({
        by: 'workload',
        namespace: pod.namespace,
        ...workloadOf(pod),
      });
    case 'pool': {
      const pools = new Map((summary.nodes ?? []).map(({ name, pool }) => [name, pool]));
      return ({ pod: { node } }) => ({
        by: 'pool',
        name: node === undefined ? undefined : (pools.get(node) ?? ''),
      });
    }
    case 'verdict':
      return (one) => ({ by: 'verdict', state: podStateOf(one, results.get(one.pod.uid)) });
  }
}

function placeOfPodless(groupBy: GroupBy, { workload }: PodlessWorkload): PodPlace {
  const { namespace, kind, name } = workload;
  switch (groupBy) {
    case 'namespace':
      return { by: 'namespace', name: namespace };
    case 'workload':
      return { by: 'workload', namespace, ...workloadOf({ name, owner: { kind, name } }) };
    case 'pool':
      return { by: 'pool', name: undefined };
    case 'verdict':
      return { by: 'verdict', state: 'without pods' };
  }
}

function keyOf(what: PodPlace): string {
  switch (what.by) {
    case 'namespace':
      return what.name;
    case 'workload':
      return `${what.name}|${what.namespace}|${what.kind}`;
    case 'pool':
      return what.name ?? '|none';
    case 'verdict':
      return what.state;
  }
}

/** States in the order of how grave they are; else what has problems comes first. */
function rankOf({ what, broken, podless }: Omit<PodGroup, 'key'>): number {
  if (what.by !== 'verdict') return broken > 0 ? 0 : podless.length > 0 ? 1 : 2;
  return what.state === 'without pods' ? 0.5 : POD_STATES.indexOf(what.state);
}

/** How many of the pods the kernel contradicts. */
export function brokenAmong(
  results: ReadonlyMap<string, CheckResult>,
  pods: readonly ClaimingPod[],
): number {
  if (results.size === 0) return 0;
  return contradictionsOf(pods.flatMap(({ pod }) => results.get(pod.uid) ?? [])).length;
}
