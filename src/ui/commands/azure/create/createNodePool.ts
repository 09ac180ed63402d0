import type { NewPool } from '../../../../azure/pools/newPool.ts';
import { listAgentPools } from '../../../../azure/pools/agentPoolRequests.ts';
import { listVmSizes } from '../../../../azure/pools/vmSize.ts';
import { isAbort } from '../../../../base/abort.ts';
import { plainText } from '../../../../base/text/plainText.ts';
import { COMMAND_TITLES } from '../../../commandTitles.ts';
import { COMMANDS } from '../../../ids.ts';
import { withCancellableProgress } from '../../../progress.ts';
import { type AksTarget, aksTarget } from '../../target/aksTarget.ts';
import type { CommandContext } from '../../target/commandContext.ts';
import { askAndCreate } from './askAndCreate.ts';
import { freeName, type PoolDraft } from './poolDraft.ts';
import { poolSteps } from './poolSteps.ts';
import { nodePlaceOf, readQuotas } from './readPlan.ts';
import { runSteps } from './steps.ts';

/** Creates a Kata pool: choose, read one page, say yes once, follow, prove. */
export function createKataPool(context: CommandContext, args: readonly unknown[]): Promise<void> {
  return createPoolOf('kata', COMMAND_TITLES[COMMANDS.createKataPool], context, args);
}

/** Creates a pool that gVisor can be deployed to, and offers that. */
export function createGVisorPool(context: CommandContext, args: readonly unknown[]): Promise<void> {
  return createPoolOf('gvisor', COMMAND_TITLES[COMMANDS.createGVisorPool], context, args);
}

async function createPoolOf(
  sandbox: NewPool['sandbox'],
  title: string,
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const target = await aksTarget(context, args, title);
  const draft = target && (await choosePool(sandbox, title, context, target));
  if (draft) await askAndCreate(context, title, target, draft);
}

async function choosePool(
  sandbox: NewPool['sandbox'],
  title: string,
  { log }: CommandContext,
  { azure, cluster }: AksTarget,
): Promise<PoolDraft | undefined> {
  const arm = await azure.clusters.arm(cluster.tenant);
  const pools = await withCancellableProgress(
    `${title}: reading the node pools of ${plainText(cluster.name)}`,
    (_, signal) => listAgentPools(arm, cluster, signal),
  );
  const existing = pools.map(({ name }) => name);
  const giveUp = new AbortController();
  const offer = {
    existing,
    clusterVersion: cluster.version,
    sizes: listVmSizes(arm, nodePlaceOf(cluster), giveUp.signal),
    quotas: readQuotas(arm, cluster, log, giveUp.signal),
  };
  // They may fail before anybody waits for them, and end when nobody does any more.
  for (const reading of [offer.sizes, offer.quotas]) {
    reading.catch((error: unknown) => isAbort(error) || log.warn(String(error)));
  }
  const first: PoolDraft = {
    name: freeName(sandbox, existing),
    sandbox,
    osSku: sandbox === 'kata' ? 'AzureLinux' : 'Ubuntu',
    vmSize: '',
    count: 1,
  };
  try {
    return await runSteps(title, first, poolSteps(sandbox, offer));
  } finally {
    giveUp.abort();
  }
}
