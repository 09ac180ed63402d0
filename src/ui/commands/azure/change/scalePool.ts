import { window } from 'vscode';
import { scaleChange } from '../../../../azure/operations/changePool.ts';
import { countText } from '../../../../azure/pools/poolInput.ts';
import { plainText } from '../../../../base/text/plainText.ts';
import { COMMAND_TITLES } from '../../../commandTitles.ts';
import { COMMANDS } from '../../../ids.ts';
import type { CommandContext } from '../../target/commandContext.ts';
import { poolTarget } from '../../target/poolTarget.ts';
import { askAndCarryOut } from './askAndCarryOut.ts';
import { assertIdle } from './changeProblems.ts';
import { changePage } from './changePage.ts';
import { readScale, scaleSays } from './scale.ts';

/** Gives a pool another number of nodes, or bounds for the autoscaler. */
export async function scalePool(context: CommandContext, args: readonly unknown[]): Promise<void> {
  const title = COMMAND_TITLES[COMMANDS.scalePool];
  const target = await poolTarget(context, args, title);
  if (!target) return;
  const { pool } = target;
  assertIdle(pool);
  const typed = await window.showInputBox({
    title: `${title}: ${plainText(pool.name)}`,
    prompt: 'How many nodes, e.g. 3, or from how many to how many the autoscaler may go, e.g. 1-5',
    value: countText(pool),
    ignoreFocusOut: true,
    validateInput: (text) => {
      const scale = readScale(text, pool);
      return typeof scale === 'string' ? scale : undefined;
    },
  });
  const scale = typed === undefined ? '' : readScale(typed, pool);
  if (typeof scale === 'string') return;
  const change = { kind: 'scale', change: scaleChange(scale) } as const;
  await askAndCarryOut(context, target, change, ({ id, cluster, pool: now }) =>
    context.previews.ask({
      target: `${id}|${now.name}`,
      title: `Scale ${now.name} of ${cluster.name}`,
      markdown: changePage(cluster, now, change, scaleSays(now, scale)),
      action: 'send',
    }),
  );
}
