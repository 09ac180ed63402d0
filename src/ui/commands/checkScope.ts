import { type QuickPickItem, window } from 'vscode';
import { plainText } from '../../base/plainText.ts';
import { exhaustive } from '../../base/exhaustive.ts';
import type { TreeTarget } from '../../model/tree/treeNode.ts';
import type { PodScope } from '../../proof/selectPods.ts';
import type { Clusters } from '../clusters.ts';
import { pickPod, podsOf } from './pickPod.ts';
import { activeOrPicked, sessionOf } from './target.ts';

/** What a kernel check is about. */
export interface CheckScope {
  readonly cluster: string;
  readonly scope: PodScope;
}

/** The scope of the clicked rows: the widest of them counts, and all must be of one cluster. */
export function scopeOfTargets(targets: readonly TreeTarget[]): CheckScope | undefined {
  const [first] = targets;
  if (!first) return undefined;
  const { cluster } = first;
  const own = targets.filter((target) => target.cluster === cluster);
  const pods = own.filter((target) => target.kind === 'pod');
  const namespaces = own.filter((target) => target.kind === 'namespace');
  const wider = own.length > pods.length + namespaces.length || namespaces.length > 1;
  if (wider) return { cluster, scope: { kind: 'cluster' } };
  const [namespace] = namespaces;
  if (namespace) return { cluster, scope: { kind: 'namespace', namespace: namespace.name } };
  return {
    cluster,
    scope: { kind: 'pods', pods: pods.map(({ namespace: ns, name }) => ({ namespace: ns, name })) },
  };
}

/** The pods of a manifest's workload, as the code lens over it asks for. */
export interface WorkloadTarget {
  readonly workload: { readonly kind: string; readonly name: string; readonly namespace: string };
}

/** The scope of a workload in a manifest: in the active cluster, else in one that is asked for. */
export async function scopeOfWorkload(
  clusters: Clusters,
  args: readonly unknown[],
): Promise<CheckScope | undefined> {
  const target = args.find(isWorkload);
  if (!target) return undefined;
  const ref = await activeOrPicked(clusters, 'Check Kernel');
  if (!ref) return undefined;
  const { kind, name, namespace } = target.workload;
  return {
    cluster: ref.id,
    scope: {
      kind: 'workload',
      namespace: namespace || ref.namespace || 'default',
      workload: { kind, name },
    },
  };
}

export function isWorkload(value: unknown): value is WorkloadTarget {
  return typeof value === 'object' && value !== null && 'workload' in value;
}

interface ScopeItem extends QuickPickItem {
  readonly choice: 'cluster' | 'namespace' | 'pod';
}

/** Asks what to check: the whole cluster, a namespace or a pod. */
export async function askScope(clusters: Clusters): Promise<CheckScope | undefined> {
  const title = 'Check Kernel';
  const ref = await activeOrPicked(clusters, title);
  if (!ref) return undefined;
  const session = sessionOf(clusters, ref.id);
  const items: readonly ScopeItem[] = [
    {
      label: '$(cloud) Cluster',
      description: plainText(ref.name),
      detail: 'Every pod that names a RuntimeClass',
      choice: 'cluster',
    },
    { label: '$(symbol-namespace) Namespace…', choice: 'namespace' },
    { label: '$(shield) Pod…', choice: 'pod' },
  ];
  const picked = await window.showQuickPick(items, { title, placeHolder: 'What to check' });
  if (!picked) return undefined;
  switch (picked.choice) {
    case 'cluster':
      return { cluster: ref.id, scope: { kind: 'cluster' } };
    case 'namespace': {
      const pods = await podsOf(session, new AbortController().signal);
      const names = [
        ...new Set(
          pods.filter(({ runtimeClass }) => runtimeClass).map(({ namespace }) => namespace),
        ),
      ];
      const namespace = await window.showQuickPick(names.toSorted(), {
        title,
        placeHolder: 'Choose a namespace',
      });
      return namespace === undefined
        ? undefined
        : { cluster: ref.id, scope: { kind: 'namespace', namespace } };
    }
    case 'pod': {
      const pod = await pickPod(session, title);
      return pod && { cluster: ref.id, scope: { kind: 'pods', pods: [pod] } };
    }
    default:
      return exhaustive(picked.choice);
  }
}
