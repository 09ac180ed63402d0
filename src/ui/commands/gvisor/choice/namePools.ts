import { window } from 'vscode';
import { AKS_POOL_LABEL } from '../../../../model/labels.ts';
import { type ChosenPools, poolNames, poolNamesProblem } from './poolChoice.ts';

const BY_NAME = 'Node Pools by Name';

/**
 * Asks whether pools are named, which needs no cluster, or chosen of a cluster. `undefined` when
 * the person wants neither.
 */
export async function askByName(title: string): Promise<boolean | undefined> {
  const items = [
    { label: 'Node Pools of a Cluster', description: 'chosen with a verdict each' },
    { label: BY_NAME, description: 'without a cluster; nothing is asked' },
  ];
  const placeHolder = 'Which node pools is the manifest for?';
  const picked = await window.showQuickPick(items, { title, placeHolder });
  return picked && picked.label === BY_NAME;
}

/** Asks for the names of AKS node pools. */
export async function namePools(title: string): Promise<ChosenPools | undefined> {
  const typed = await window.showInputBox({
    title: `${title}: ${BY_NAME}`,
    prompt: `The names of AKS node pools, e.g. gv1, gv2: the values of the label ${AKS_POOL_LABEL}`,
    validateInput: poolNamesProblem,
  });
  if (typed === undefined || poolNamesProblem(typed) !== undefined) return undefined;
  return {
    pools: { label: AKS_POOL_LABEL, names: poolNames(typed) },
    nodes: [],
    tolerations: [],
  };
}
