import { window } from 'vscode';
import { count } from '../../../../base/text/count.ts';
import { quickPickText } from '../../../../base/text/plainText.ts';
import type { Installed } from '../../../../gvisor/deploy/installed.ts';
import type { KubeNode } from '../../../../model/node/node.ts';

/** Asks whether one node is tried first. `undefined` where it was left. */
export async function whereToBegin(
  first: KubeNode,
  nodes: number,
  title: string,
): Promise<'one' | 'all' | undefined> {
  const items = [
    {
      label: '$(beaker) One node first',
      description: quickPickText(first.name),
      detail: `A pod proves it there; then you are asked about the other ${count(nodes - 1, 'node')}`,
      begin: 'one',
    },
    {
      label: `$(server-environment) All ${count(nodes, 'node')}`,
      detail: 'One after the other; it stops at the first that fails',
      begin: 'all',
    },
  ] as const;
  const placeHolder = 'Choose where to begin';
  return (await window.showQuickPick(items, { title: `${title}: Where to Begin`, placeHolder }))
    ?.begin;
}

/**
 * Asks whether an installation that is on single nodes goes on to all of its pools; `tried` is how
 * it went there.
 */
export async function goOnOrAnew(
  { pools }: Installed,
  nodes: number,
  tried: string,
  title: string,
): Promise<'goOn' | 'anew' | undefined> {
  const names = quickPickText(pools.names.join(', '));
  const items = [
    {
      label: `$(debug-continue) Go on with all ${count(nodes, 'node')} of ${names}`,
      detail: quickPickText(tried),
      answer: 'goOn',
    },
    { label: '$(list-selection) Choose node pools anew…', answer: 'anew' },
  ] as const;
  const placeHolder = 'Choose how to go on';
  return (await window.showQuickPick(items, { title: `${title}: Go On`, placeHolder }))?.answer;
}
