import { type QuickPickItem, window } from 'vscode';
import {
  getUpgradeProfile,
  imagesToRollBackTo,
  rollBackChange,
  type UpgradeProfile,
  type UsedImage,
} from '../../../../azure/pools/upgradeProfile.ts';
import { plainText } from '../../../../base/text/plainText.ts';
import { COMMAND_TITLES } from '../../../commandTitles.ts';
import { COMMANDS } from '../../../ids.ts';
import { withCancellableProgress } from '../../../progress.ts';
import type { CommandContext } from '../../target/commandContext.ts';
import { type PoolTarget, poolTarget } from '../../target/poolTarget.ts';
import { askAndCarryOut } from './askAndCarryOut.ts';
import { assertIdle, newestImage, noImageToRollBackTo } from './changeProblems.ts';
import { changePage } from './changePage.ts';
import { rollBackSays, upgradeSays } from './imageSays.ts';

/** Brings the nodes of a pool to the newest image. */
export async function upgradePoolImage(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const title = COMMAND_TITLES[COMMANDS.upgradePoolImage];
  const target = await poolTarget(context, args, title);
  if (!target) return;
  assertIdle(target.pool);
  const { latestImage } = await profileOf(target, title);
  if (latestImage === '' || latestImage === target.pool.image) throw newestImage(target.pool);
  const change = { kind: 'upgradeImage', change: { nodeImageVersion: latestImage } } as const;
  await askAndCarryOut(context, target, change, ({ id, cluster, pool }) =>
    context.previews.ask({
      target: `${id}|${pool.name}`,
      title: `Upgrade the image of ${pool.name} of ${cluster.name}`,
      markdown: changePage(cluster, pool, change, upgradeSays(pool, latestImage, Date.now())),
      action: 'send',
    }),
  );
}

/** Brings the nodes of a pool back to an image that they had. */
export async function rollBackPoolImage(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const title = COMMAND_TITLES[COMMANDS.rollBackPoolImage];
  const target = await poolTarget(context, args, title);
  if (!target) return;
  assertIdle(target.pool);
  const images = imagesToRollBackTo(await profileOf(target, title), target.pool, Date.now());
  if (images.length === 0) throw noImageToRollBackTo(target.pool);
  const items = images.map((used): QuickPickItem & { readonly used: UsedImage } => ({
    label: plainText(used.image),
    description: `Kubernetes ${plainText(used.version)}`,
    used,
  }));
  const picked = await window.showQuickPick(items, {
    title: `${title}: ${plainText(target.pool.name)}`,
    placeHolder: 'Choose the image to go back to',
  });
  if (!picked) return;
  const change = { kind: 'rollBackImage', change: rollBackChange(picked.used) } as const;
  await askAndCarryOut(context, target, change, ({ id, cluster, pool }) =>
    context.previews.ask({
      target: `${id}|${pool.name}`,
      title: `Roll back the image of ${pool.name} of ${cluster.name}`,
      markdown: changePage(cluster, pool, change, rollBackSays(pool, picked.used)),
      action: 'send',
    }),
  );
}

function profileOf({ arm, cluster, pool }: PoolTarget, title: string): Thenable<UpgradeProfile> {
  return withCancellableProgress(
    `${title}: asking Azure for the images of ${plainText(pool.name)}`,
    (_, signal) => getUpgradeProfile(arm, cluster, pool.name, signal),
  );
}
