import { newPoolBody } from '../../../../azure/pools/newPool.ts';
import { plainText } from '../../../../base/text/plainText.ts';
import { aksKey } from '../../../../model/aks/aksCluster.ts';
import { carryOutCreation } from '../../../../provision/poolCreation.ts';
import { SETTINGS } from '../../../ids.ts';
import { withCancellableProgress } from '../../../progress.ts';
import { readSetting } from '../../../settings.ts';
import type { AksTarget } from '../../target/aksTarget.ts';
import type { CommandContext } from '../../target/commandContext.ts';
import { commandSettings } from '../../target/commandSettings.ts';
import { createPage, type CreatePlan } from './createPage.ts';
import { followCreation } from './followCreation.ts';
import type { PoolDraft } from './poolDraft.ts';
import { readPreflightFacts } from './readPlan.ts';

/** What the creation of a pool is part of. */
export interface PartOf {
  /** Stands before the page, as Markdown. */
  readonly says: string;
  /** Keeps what must be known before anything is sent. */
  readonly remember: () => Promise<void>;
}

/**
 * Shows the page of a new pool; creates and follows it once a person said yes. False when they did
 * not.
 */
export async function askAndCreate(
  context: CommandContext,
  title: string,
  target: AksTarget,
  draft: PoolDraft,
  partOf?: PartOf,
): Promise<boolean> {
  const plan = await readPlan(title, context, target, draft);
  const { cluster, azure } = target;
  const { pool } = plan;
  const page = createPage(plan);
  const yes = await context.previews.ask({
    target: `${aksKey(cluster.id)}/${pool.name}`,
    title: `Create ${pool.name} in ${plainText(cluster.name)}`,
    markdown: partOf ? `${partOf.says}\n\n${page}` : page,
    action: 'create',
  });
  if (!yes) return false;
  await partOf?.remember();
  const operation = await context.poolOperations.begin({
    kind: 'create',
    clusterId: cluster.id,
    clusterName: cluster.name,
    tenant: cluster.tenant,
    pool: pool.name,
    body: newPoolBody(pool).properties,
    step: 'sending',
  });
  await followCreation(context, azure, operation, carryOutCreation);
  return true;
}

/** Everything that the page says, as it is now. */
async function readPlan(
  title: string,
  { log }: CommandContext,
  { azure, cluster }: AksTarget,
  { size, ...pool }: PoolDraft,
): Promise<CreatePlan> {
  const arm = await azure.clusters.arm(cluster.tenant);
  const asksPrice = readSetting(SETTINGS.azurePrices);
  const [facts, hourly] = await withCancellableProgress(
    `${title}: checking what Azure will say`,
    (_, signal) =>
      Promise.all([
        readPreflightFacts(arm, cluster, size, log, signal),
        asksPrice
          ? azure.prices.hourly(pool.vmSize, cluster.location, signal)
          : Promise.resolve('not-asked' as const),
      ]),
  );
  const host = new URL(azure.clusters.cloud?.resourceManager ?? 'https://management.azure.com')
    .host;
  return { pool, facts, hourly, host, image: commandSettings.checkImage() };
}
