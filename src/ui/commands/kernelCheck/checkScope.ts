import { type QuickPickItem, window } from 'vscode';
import { plainText } from '../../../base/text/plainText.ts';
import { exhaustive } from '../../../base/exhaustive.ts';
import { podsOf } from '../target/clusterObjects.ts';
import type { CommandContext } from '../target/commandContext.ts';
import { namespacesToCheck } from '../target/pickItems.ts';
import { pickPod } from '../target/pickPod.ts';
import type { CheckScope } from './scopeOfTargets.ts';
import { activeOrPicked, sessionOf } from '../target/target.ts';
import { COMMAND_TITLES } from '../../commandTitles.ts';
import { COMMANDS } from '../../ids.ts';

interface ScopeItem extends QuickPickItem {
  readonly choice: 'cluster' | 'namespace' | 'pod';
}

/** Asks what to check: the whole cluster, a namespace or a pod. */
export async function askScope(context: CommandContext): Promise<CheckScope | undefined> {
  const title = COMMAND_TITLES[COMMANDS.checkKernel];
  const ref = await activeOrPicked(context, title);
  if (!ref) return undefined;
  const session = await sessionOf(context, ref.id);
  const items: readonly ScopeItem[] = [
    {
      label: '$(cloud) Cluster',
      description: plainText(ref.name),
      detail: 'Every pod that names a RuntimeClass',
      choice: 'cluster',
    },
    { label: '$(symbol-namespace) Namespace…', choice: 'namespace' },
    { label: '$(shield) Pod…', choice: 'pod' },
  ];
  const picked = await window.showQuickPick(items, { title, placeHolder: 'What to check' });
  if (!picked) return undefined;
  switch (picked.choice) {
    case 'cluster':
      return { cluster: ref.id, scope: { kind: 'cluster' } };
    case 'namespace': {
      const names = namespacesToCheck(await podsOf(session, title));
      const namespace = await window.showQuickPick(names, {
        title,
        placeHolder: 'Choose a namespace',
      });
      return namespace === undefined
        ? undefined
        : { cluster: ref.id, scope: { kind: 'namespace', namespace } };
    }
    case 'pod': {
      const pod = await pickPod(session, title);
      return pod && { cluster: ref.id, scope: { kind: 'pods', pods: [pod] } };
    }
    default:
      return exhaustive(picked.choice);
  }
}
