import { markdownText, plainText } from '../../base/text/plainText.ts';
import { claimsSandbox } from '../isolation/claim.ts';
import { classProblems } from '../runtimeClass/classProblem.ts';

import type { RuntimeClass } from '../runtimeClass/runtimeClass.ts';
import { classFacts } from './facts/classFacts.ts';
import type { ClusterView } from './clusterView.ts';
import { limited, loadStateNodes, messageNode } from './messageNode.ts';
import { problemCounts, problemsFirst, type RowProblem } from './groups/problemCounts.ts';
import { facts } from './tooltip.ts';
import { describe, spokenLabel, type TreeNode } from './treeNode.ts';
import { count, numberText } from '../../base/text/count.ts';
import { compareNames } from '../../base/compareNames.ts';

type Opened = NonNullable<ClusterView['opened']>;

/** The group of runtime classes. */
export function runtimeClassesNode(view: ClusterView, opened: Opened): TreeNode {
  const { ref } = view;
  const id = `${ref.id}|runtimeClasses`;
  const known = opened.summary.runtimeClasses;
  // A class that is no sandbox and promises none is as it should be.
  const problemOf = (one: RuntimeClass): RowProblem =>
    problemsOf(opened, one).some(({ code }) => code !== 'not-a-sandbox' || claimsSandbox(one.claim))
      ? 'warning'
      : undefined;
  const byName = (known ?? []).toSorted((a, b) => compareNames(a.name, b.name));
  const kept = problemsFirst(byName, problemOf).filter(({ name, handler }) =>
    view.filter(name, handler),
  );
  const problems = problemCounts(byName.map(problemOf));
  const total = known ? numberText(known.length) : '';
  return {
    id,
    target: { kind: 'group', cluster: ref.id, group: 'runtimeClasses' },
    label: 'Runtime classes',
    description: describe(...problems.signs, total),
    icon: { id: 'layers' },
    accessibleLabel: spokenLabel('Runtime classes', problems.spoken, total),
    flags: ['runtimeClasses'],
    tooltip: () => 'RuntimeClasses of the cluster: what a pod can ask for by `runtimeClassName`.',
    expanded: true,
    children: () => [
      ...loadStateNodes(ref.id, id, opened.snapshot.runtimeClasses),
      ...(kept.length === 0 && known
        ? [
            messageNode(
              ref.id,
              id,
              view.filtered
                ? 'No runtime class matches the filter'
                : 'No runtime classes: no pod here can ask for a sandbox yet',
            ),
          ]
        : limited(ref.id, id, kept, view.shown, (one) => runtimeClassNode(view, opened, one))),
    ],
  };
}

function problemsOf({ summary: { capabilities, nodes } }: Opened, one: RuntimeClass) {
  return classProblems(one, capabilities?.get(one.name), nodes?.length ?? 0);
}

function runtimeClassNode(view: ClusterView, opened: Opened, one: RuntimeClass): TreeNode {
  const cluster = view.ref.id;
  const { capabilities, podIndex } = opened.summary;
  const capability = capabilities?.get(one.name);
  const problems = problemsOf(opened, one);
  const name = plainText(one.name);
  const handler = plainText(one.handler);
  const pods = podIndex ? count(podIndex.countByClass.get(one.name) ?? 0, 'pod') : '';
  const notSandbox = problems.find(({ code }) => code === 'not-a-sandbox');
  const others = problems.filter((problem) => problem !== notSandbox).map(({ short }) => short);
  const capable = capability?.capable.length ?? 0;
  const description = describe(
    notSandbox ? `${handler}: not a sandbox` : handler,
    ...others,
    one.isolation !== 'none' && capable > 0 && count(capable, 'capable node'),
    pods,
  );
  return {
    id: `${cluster}|runtimeClasses|${one.name}`,
    target: { kind: 'runtimeClass', cluster, name: one.name },
    label: name,
    description,
    icon:
      problems.length > 0
        ? { id: 'warning', color: 'list.warningForeground' }
        : { id: 'shield', ...(one.isolation === 'unknown' ? {} : { color: 'charts.green' }) },
    accessibleLabel: `Runtime class ${name}, ${description}`,
    flags: [one.isolation],
    tooltip: () =>
      facts(
        `RuntimeClass ${markdownText(one.name)}`,
        classFacts(one, capability, pods),
        ...problems.map(({ text }) => `⚠ ${markdownText(text, 500)}`),
      ),
  };
}
