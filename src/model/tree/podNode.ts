import { markdownText, plainText } from '../../base/text/plainText.ts';
import type { ClaimingPod } from '../cluster/clusterSummary.ts';
import { type CheckResult, resultNow, VERDICT_NAMES } from '../isolation/checkResult.ts';
import { claimsSandbox } from '../isolation/claim.ts';
import { isContradiction } from '../isolation/contradictions.ts';
import { ISOLATION_NAMES } from '../isolation/isolation.ts';
import type { ClusterView } from './clusterView.ts';
import { podFacts } from './facts/podFacts.ts';
import { facts } from './tooltip.ts';
import { describe, spokenLabel, type TreeIcon, type TreeNode } from './treeNode.ts';

type Opened = NonNullable<ClusterView['opened']>;

/** The row of a pod: what is known of its kernel, else how far it got. */
export function podNode(
  view: ClusterView,
  opened: Opened,
  parent: string,
  one: ClaimingPod,
  // Namespaces and workloads have pods of one namespace, other groups of all.
  apart = view.groupBy === 'pool' || view.groupBy === 'verdict',
): TreeNode {
  const { pod, claim } = one;
  const cluster = view.ref.id;
  const known = view.results.get(pod.uid);
  const result = resultNow(known, pod.phase);
  const { text, icon, spoken } = !claimsSandbox(claim)
    ? unclaimed(one, result)
    : result
      ? checked(result)
      : unchecked(opened, one);
  const isBroken = result !== undefined && isContradiction(result);
  const name = plainText(pod.name);
  return {
    id: `${parent}|${apart ? `${pod.namespace}/` : ''}${pod.name}`,
    target: { kind: 'pod', cluster, namespace: pod.namespace, name: pod.name },
    label: name,
    // What is wrong stands before what a narrow side bar cuts off.
    description: describe(
      isBroken ? `✗ ${ISOLATION_NAMES[claim]}: ${text}` : `${ISOLATION_NAMES[claim]} ${text}`,
      apart && plainText(pod.namespace),
    ),
    icon,
    accessibleLabel: spokenLabel(
      `Pod ${name}`,
      `claims ${ISOLATION_NAMES[claim]}`,
      spoken,
      apart && `namespace ${plainText(pod.namespace)}`,
    ),
    flags: [pod.phase === 'Running' ? 'running' : 'notRunning'],
    tooltip: () =>
      facts(
        `Pod ${markdownText(`${pod.namespace}/${pod.name}`)}`,
        podFacts(one, known?.phase === pod.phase ? known : result),
      ),
  };
}

interface Shown {
  readonly text: string;
  readonly icon: TreeIcon;
  readonly spoken: string;
}

/** Where no sandbox is promised nothing can be broken: it is told, not judged. */
function unclaimed({ pod }: ClaimingPod, result: CheckResult | undefined): Shown {
  const phase = plainText(pod.terminating ? 'Terminating' : pod.phase, 40);
  const seen = result ? `runs on ${VERDICT_NAMES[result.verdict]}` : phase;
  return { text: `· ${seen}`, icon: { id: 'circle-outline' }, spoken: seen };
}

function checked(result: CheckResult): Shown {
  const kernel = plainText(result.kernel ?? '', 80);
  if (isContradiction(result)) {
    const text = `runs on ${VERDICT_NAMES[result.verdict]}`;
    return {
      text,
      icon: { id: 'error', color: 'list.errorForeground' },
      spoken: `contradicted: ${text}`,
    };
  }
  if (result.verdict === 'indeterminate') {
    return {
      text: `? ${plainText(result.reason, 120)}`,
      icon: { id: 'question', color: 'list.warningForeground' },
      spoken: `indeterminate: ${plainText(result.reason, 120)}`,
    };
  }
  if (result.verdict === 'not-applicable') {
    return { text: '· not applicable', icon: { id: 'circle-slash' }, spoken: 'not applicable' };
  }
  return {
    text: `✓ ${kernel}`,
    icon: { id: 'pass-filled', color: 'testing.iconPassed' },
    spoken: `proven by its kernel ${kernel}`,
  };
}

function unchecked(opened: Opened, { pod }: ClaimingPod): Shown {
  const capability = pod.runtimeClass && opened.summary.capabilities?.get(pod.runtimeClass);
  if (pod.phase === 'Pending' && pod.unschedulable) {
    const why =
      capability && capability.capable.length === 0 ? 'no capable node' : 'no node takes it';
    return {
      text: `· Pending: ${why}`,
      icon: { id: 'warning', color: 'list.warningForeground' },
      spoken: `Pending, ${why}`,
    };
  }
  const phase = plainText(pod.terminating ? 'Terminating' : pod.phase, 40);
  const why = pod.phase === 'Pending' && pod.waiting ? `: ${plainText(pod.waiting, 60)}` : '';
  return {
    text: `· ${phase}${why}`,
    icon: { id: pod.phase === 'Running' ? 'shield' : 'circle-outline' },
    spoken: `${phase}${why}, not checked yet`,
  };
}
