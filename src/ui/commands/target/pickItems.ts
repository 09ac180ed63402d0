import type { QuickPickItem } from 'vscode';
import { plainText, quickPickText } from '../../../base/text/plainText.ts';
import type { ClusterRef } from '../../../model/cluster/cluster.ts';
import type { SandboxPod } from '../../../model/pod/pod.ts';
import { noCluster, noPods } from './targetProblems.ts';

export interface ClusterItem extends QuickPickItem {
  /** `undefined` for the choice to have none. */
  readonly ref: ClusterRef | undefined;
}

export interface PodItem extends QuickPickItem {
  readonly pod: SandboxPod;
}

/** The clusters that can be used, as they are offered. Throws when there is none. */
export function clusterItems(
  refs: readonly ClusterRef[],
  active: string | undefined,
): readonly ClusterItem[] {
  const usable = refs.filter(({ problem }) => !problem);
  if (usable.length === 0) throw noCluster();
  return usable.map((ref) => ({
    label: quickPickText(ref.name),
    description: [
      quickPickText(URL.parse(ref.server)?.host ?? ref.server),
      ...(ref.id === active ? ['active'] : []),
    ].join(' · '),
    detail: quickPickText(ref.file),
    ref,
  }));
}

/** The pods of a cluster, those with a RuntimeClass first. Throws when there is none. */
export function podItems(pods: readonly SandboxPod[], cluster: string): readonly PodItem[] {
  if (pods.length === 0) throw noPods(cluster);
  return pods
    .toSorted((a, b) => Number(b.runtimeClass !== undefined) - Number(a.runtimeClass !== undefined))
    .map((pod) => ({
      label: plainText(pod.name),
      description: plainText(pod.namespace),
      ...(pod.runtimeClass === undefined
        ? {}
        : { detail: `RuntimeClass ${plainText(pod.runtimeClass)}` }),
      pod,
    }));
}

/** The namespaces that have a pod with a RuntimeClass. */
export function namespacesToCheck(
  pods: readonly Pick<SandboxPod, 'namespace' | 'runtimeClass'>[],
): readonly string[] {
  const checked = pods.filter(({ runtimeClass }) => runtimeClass !== undefined);
  return [...new Set(checked.map(({ namespace }) => namespace))].toSorted();
}
