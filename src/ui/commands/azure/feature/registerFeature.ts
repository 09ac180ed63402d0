import {
  finishRegistering,
  previewFeatureState,
  registerPreviewFeature,
} from '../../../../azure/clusters/previewFeature.ts';
import { neverAborted } from '../../../../base/abort.ts';
import { systemClock } from '../../../../base/clock.ts';
import { plainText } from '../../../../base/text/plainText.ts';
import { COMMAND_TITLES } from '../../../commandTitles.ts';
import { COMMANDS } from '../../../ids.ts';
import { showNotice } from '../../../notifications.ts';
import { withCancellableProgress } from '../../../progress.ts';
import { aksTarget } from '../../target/aksTarget.ts';
import type { CommandContext } from '../../target/commandContext.ts';
import { featureMessage, featurePage } from './featurePage.ts';

/** Registers the preview feature of Kata in the subscription of a cluster. */
export async function registerFeature(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const title = COMMAND_TITLES[COMMANDS.registerFeature];
  const target = await aksTarget(context, args, title);
  if (!target) return;
  const { subscription, tenant } = target.cluster;
  const name = plainText(subscription.name);
  const arm = await target.azure.clusters.arm(tenant);
  const before = await withCancellableProgress(`${title}: asking ${name}`, (_, signal) =>
    previewFeatureState(arm, subscription, signal),
  );
  if (before !== 'Registered') {
    const isYes = await context.previews.ask({
      target: `feature|${subscription.id}`,
      title: `Register the preview feature in ${subscription.name}`,
      markdown: featurePage(subscription, before),
      action: 'send',
    });
    if (!isYes) return;
    await registerPreviewFeature(arm, subscription, neverAborted());
  }
  const state = await withCancellableProgress(
    `${title}: waiting for Azure. It goes on when this is cancelled; the command goes on where it was`,
    (_, signal) => finishRegistering(arm, subscription, systemClock, signal),
  );
  const severity = state === 'Registered' ? 'information' : 'warning';
  void showNotice(context.log, { severity, message: featureMessage(name, state) });
}
