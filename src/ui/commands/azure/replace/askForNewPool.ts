import { window } from 'vscode';
import { replacementPool } from '../../../../azure/pools/replacementPool.ts';
import { poolNameProblem } from '../../../../azure/pools/poolInput.ts';
import { listVmSizes, type VmSize } from '../../../../azure/pools/vmSize.ts';
import { isAbort } from '../../../../base/abort.ts';
import { describeError } from '../../../../base/log.ts';
import { markdownText, plainText } from '../../../../base/text/plainText.ts';
import { withCancellableProgress } from '../../../progress.ts';
import { askAndCreate } from '../create/askAndCreate.ts';
import { freeName } from '../create/poolDraft.ts';
import { nodePlaceOf } from '../create/readPlan.ts';
import type { CommandContext } from '../../target/commandContext.ts';
import type { PoolTarget } from '../../target/poolTarget.ts';

/**
 * Asks for the name of the pool that takes the place of an old one, shows its page, and creates it.
 * False when the person did not want it.
 */
export async function askForNewPool(
  context: CommandContext,
  target: PoolTarget,
  existing: readonly string[],
  title: string,
): Promise<boolean> {
  const { cluster, pool: old } = target;
  const { poolReplacements } = context;
  const which = { clusterId: cluster.id, old: old.name };
  const proposed = poolReplacements.get(which)?.newPool ?? '';
  const isFree = poolNameProblem(proposed, existing) === undefined;
  const name = await window.showInputBox({
    title: `${title}: ${plainText(old.name)}`,
    prompt: `The name of the node pool that takes the place of ${plainText(old.name)}; it cannot be changed later`,
    value: isFree ? proposed : freeName('kata', existing),
    ignoreFocusOut: true,
    validateInput: (text) => poolNameProblem(text, existing),
  });
  if (name === undefined || poolNameProblem(name, existing) !== undefined) return false;
  const size = await sizeOf(context, target, title);
  const draft = { ...replacementPool(old, name), ...(size ? { size } : {}) };
  return askAndCreate(context, title, target, draft, {
    says: `> Step 1 of 3 of replacing **${markdownText(old.name)}**: a pool of the same shape with today's names. Then you are asked whether the old one is cordoned and drained, and then whether it is deleted; you can stop after each step.`,
    remember: () => poolReplacements.begin({ ...which, clusterName: cluster.name, newPool: name }),
  });
}

/** What is known of the size; `undefined` where Azure does not tell. */
async function sizeOf(
  { log }: CommandContext,
  { arm, cluster, pool }: PoolTarget,
  title: string,
): Promise<VmSize | undefined> {
  try {
    const sizes = await withCancellableProgress(
      `${title}: reading the size of the nodes`,
      (_, signal) => listVmSizes(arm, nodePlaceOf(cluster), signal),
    );
    return sizes.find(({ name }) => name.toLowerCase() === pool.vmSize.toLowerCase());
  } catch (error) {
    if (isAbort(error)) throw error;
    log.warn(describeError(error));
    return undefined;
  }
}
