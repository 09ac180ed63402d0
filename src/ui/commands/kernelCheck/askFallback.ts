import { type QuickPickItem, window } from 'vscode';
import type { Connection } from '../../../kube/api/connection.ts';
import { loadYaml } from '../../../files/loadYaml.ts';
import { byCanaryPod, canaryPod } from '../../../proof/check/canaryPod.ts';
import {
  byEphemeralContainer,
  ephemeralContainerPatch,
} from '../../../proof/check/ephemeralContainer.ts';
import type { KernelReader } from '../../../proof/check/kernelReader.ts';
import type { AnotherWay } from './anotherWay.ts';
import type { Way } from './cancelledText.ts';
import type { CommandContext } from '../target/commandContext.ts';
import { commandSettings } from '../target/commandSettings.ts';
import { fallbackQuestion } from './fallbackQuestion.ts';

interface WayItem extends QuickPickItem {
  readonly way: Way;
}

/** A way of reading that a person confirmed. */
export interface ChosenFallback {
  readonly way: Way;
  readonly reader: KernelReader;
}

const WAYS: readonly WayItem[] = [
  {
    label: 'Ephemeral Container',
    detail:
      'Adds a container to each pod, in its own sandbox. It ends at once, but stays listed in the pod for good.',
    way: 'ephemeral',
  },
  {
    label: 'Canary Pod',
    detail:
      'Runs a pod with the same RuntimeClass on the same node, then deletes it. Proves the node, not the pod itself.',
    way: 'canary',
  },
];

/**
 * Asks how to read pods in place of exec. Both ways change the cluster: what will be sent is
 * shown first, and confirmed once.
 */
export async function askFallback(
  connection: Connection,
  { previews, log }: Pick<CommandContext, 'previews' | 'log'>,
  { pods, placeHolder }: Pick<AnotherWay, 'pods' | 'placeHolder'>,
): Promise<ChosenFallback | undefined> {
  const picked = await window.showQuickPick(WAYS, {
    title: 'Check Kernel Another Way',
    placeHolder,
  });
  const [first] = pods;
  if (!picked || !first) return undefined;
  const probe = commandSettings.probeImage();
  const { name: image } = probe;
  const { way } = picked;
  const example =
    way === 'ephemeral'
      ? ephemeralContainerPatch('aks-sandbox-check-…', image)
      : canaryPod('aks-sandbox-check-…', first, image);
  const { stringify } = await loadYaml();
  const { name: cluster } = connection.cluster;
  const isYes = await previews.askQuestion({
    target: `fallback|${connection.cluster.id}`,
    question: fallbackQuestion(way, cluster, pods, probe),
    sent: {
      what: way === 'ephemeral' ? 'What is sent to each pod' : 'What is sent for each pod',
      yaml: stringify(example),
    },
    action: way === 'ephemeral' ? 'add' : 'run',
  });
  if (!isYes) return undefined;
  const reader =
    way === 'ephemeral'
      ? byEphemeralContainer(connection, image)
      : byCanaryPod(connection, image, log);
  return { way, reader };
}
