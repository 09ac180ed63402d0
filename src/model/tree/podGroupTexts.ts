import { capitalized } from '../../base/text/capitalized.ts';
import { count, numberText } from '../../base/text/count.ts';
import { markdownText, plainText } from '../../base/text/plainText.ts';
import type { ClusterSummary } from '../cluster/clusterSummary.ts';
import { claimsSandbox } from '../isolation/claim.ts';
import type { ClusterView } from './clusterView.ts';
import type { PodGroup } from './groups/podGroups.ts';
import type { PodState } from './groups/podState.ts';
import { facts } from './tooltip.ts';
import { describe, type TreeTarget } from './treeNode.ts';

/** What the row of a group says and stands for. */
export interface GroupTexts {
  readonly label: string;
  readonly counts: string;
  readonly icon: string;
  readonly spoken: string;
  readonly target: TreeTarget;
  readonly tooltip: () => string;
}

/** The texts of a group of pods by what its pods have in common. */
export function groupTexts(
  view: ClusterView,
  summary: ClusterSummary,
  group: PodGroup,
): GroupTexts {
  const cluster = view.ref.id;
  const { what } = group;
  const pods = count(group.pods.length, 'pod');
  switch (what.by) {
    case 'namespace':
      return namespaceTexts(cluster, what.name, summary, group);
    case 'workload': {
      const { namespace, kind, name } = what;
      const label = plainText(name);
      return {
        label,
        counts: describe(plainText(namespace), pods),
        icon: 'package',
        spoken: `${plainText(kind, 63)} ${label} in ${plainText(namespace)}, ${pods}`,
        target: { kind: 'workload', cluster, namespace, name, workloadKind: kind },
        tooltip: () =>
          facts(`${markdownText(kind)} ${markdownText(`${namespace}/${name}`)}`, [['Pods', pods]]),
      };
    }
    case 'pool': {
      if (what.name === undefined || what.name === '') {
        const state = what.name === undefined ? 'on no node' : 'on a node that is not known';
        return {
          label: capitalized(state),
          counts: pods,
          icon: 'server-environment',
          spoken: `${capitalized(state)}, ${pods}`,
          target: { kind: 'stateGroup', cluster, state },
          tooltip: () => '',
        };
      }
      const label = plainText(what.name);
      return {
        label,
        counts: pods,
        icon: 'server-environment',
        spoken: `Node pool ${label}, ${pods}`,
        target: { kind: 'nodePool', cluster, name: what.name },
        tooltip: () => '',
      };
    }
    case 'verdict': {
      const label = capitalized(what.state);
      const counts = what.state === 'without pods' ? count(group.podless.length, 'workload') : pods;
      return {
        label,
        counts,
        icon: STATE_ICONS[what.state],
        spoken: `${label}, ${counts}`,
        target: { kind: 'stateGroup', cluster, state: what.state },
        tooltip: () => '',
      };
    }
  }
}

const STATE_ICONS: Readonly<Record<PodState | 'without pods', string>> = {
  contradicted: 'error',
  'without pods': 'warning',
  indeterminate: 'question',
  pending: 'circle-outline',
  'not checked': 'shield',
  proven: 'pass-filled',
  'not applicable': 'circle-slash',
  ended: 'circle-outline',
  'no claim': 'circle-outline',
};

/** The counts of a namespace are of all its pods, whatever the filter keeps. */
function namespaceTexts(
  cluster: string,
  name: string,
  { podIndex }: ClusterSummary,
  { broken, podless, pods }: PodGroup,
): GroupTexts {
  const label = plainText(name);
  const total = podIndex?.countByNamespace.get(name) ?? pods.length;
  const claiming = podIndex?.sandboxed.get(name)?.length ?? pods.filter(isClaiming).length;
  const counts = `${numberText(claiming)} of ${count(total, 'pod')}`;
  return {
    label,
    counts,
    icon: 'symbol-namespace',
    spoken: `Namespace ${label}, ${counts} claim a sandbox`,
    target: { kind: 'namespace', cluster, name },
    tooltip: () =>
      facts(`Namespace ${markdownText(name)}`, [
        ['Pods', numberText(total)],
        ['Claim a sandbox', numberText(claiming)],
        ['Contradicted by the kernel', broken > 0 ? numberText(broken) : ''],
        ['Workloads without all pods', podless.length > 0 ? numberText(podless.length) : ''],
      ]),
  };
}

function isClaiming({ claim }: PodGroup['pods'][number]): boolean {
  return claimsSandbox(claim);
}
