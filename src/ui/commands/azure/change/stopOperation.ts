import { AKS_API_VERSION, agentPoolPath } from '../../../../azure/arm/paths.ts';
import { abortPoolOperation } from '../../../../azure/operations/changePool.ts';
import { isAbort, neverAborted } from '../../../../base/abort.ts';
import { markdownText, plainText } from '../../../../base/text/plainText.ts';
import { isInTransition } from '../../../../model/aks/agentPool.ts';
import { aksKey } from '../../../../model/aks/aksCluster.ts';
import { COMMAND_TITLES } from '../../../commandTitles.ts';
import { COMMANDS } from '../../../ids.ts';
import { showInformationMessage, showNotice } from '../../../notifications.ts';
import { codeBlock } from '../../../../base/report/codeBlock.ts';
import type { CommandContext } from '../../target/commandContext.ts';
import { type PoolTarget, poolTarget } from '../../target/poolTarget.ts';
import { followWithProgress } from './followWithProgress.ts';
import { alreadyFinished, stoppedMessage } from './stopMessage.ts';

/** Stops what Azure does with a pool. */
export async function stopPoolOperation(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const title = COMMAND_TITLES[COMMANDS.stopPoolOperation];
  const target = await poolTarget(context, args, title);
  if (!target) return;
  const { arm, cluster, pool, id, azure } = target;
  const name = `${plainText(pool.name)} of ${plainText(cluster.name)}`;
  if (!isInTransition(pool.state)) {
    void showInformationMessage(alreadyFinished(name));
    return;
  }
  const isYes = await context.previews.ask({
    target: `${id}|${pool.name}`,
    title: `Stop what goes on with ${pool.name} of ${cluster.name}`,
    markdown: page(target),
    action: 'send',
  });
  if (!isYes) return;
  const answer = await abortPoolOperation(arm, cluster, pool.name, neverAborted());
  azure.pools.refresh(aksKey(cluster.id));
  if (answer === 'finished') {
    void showInformationMessage(alreadyFinished(name));
    return;
  }
  try {
    const doing = `Stopping what Azure does with ${name}`;
    const { outcome } = await followWithProgress(doing, arm, cluster, pool.name);
    void showNotice(context.log, stoppedMessage(name, outcome));
  } catch (error) {
    if (!isAbort(error)) throw error;
  } finally {
    azure.pools.refresh(aksKey(cluster.id));
  }
}

function page({ cluster, pool }: PoolTarget): string {
  const path = `${agentPoolPath(cluster.id, pool.name)}/abort`;
  return [
    `# Stop what Azure does with ${markdownText(pool.name)}`,
    `${markdownText(pool.name)} of ${markdownText(cluster.name)} is ${markdownText(pool.state)}.`,
    'Azure stops as soon as it can. **Nothing of what was done is taken back**: nodes that came stay, and a pool that was being made may be left without some.',
    '## What is sent to Azure, once',
    codeBlock('http', `POST ${path}?api-version=${AKS_API_VERSION}`),
    '',
  ].join('\n\n');
}
