import { type QuickPickItem, window } from 'vscode';
import type { Log } from '../../../base/log.ts';
import { plainText } from '../../../base/plainText.ts';
import type { Connection } from '../../../kube/api/connection.ts';
import { loadYaml } from '../../../files/loadYaml.ts';
import type { CheckResult } from '../../../model/isolation/checkResult.ts';

import { byCanaryPod, canaryPod } from '../../../proof/check/canaryPod.ts';
import type { Fallback } from '../../../proof/check/checkPod.ts';
import {
  byEphemeralContainer,
  ephemeralContainerPatch,
} from '../../../proof/check/ephemeralContainer.ts';
import type { ReadonlyDocuments } from '../../documents/readonlyDocuments.ts';
import type { Way } from './cancelledText.ts';
import { commandSettings } from '../target/commandSettings.ts';
import { showWarningMessage } from '../../notifications.ts';
import { count } from '../../../base/count.ts';

interface WayItem extends QuickPickItem {
  readonly way: Way;
}

/** A way of reading that a person confirmed. */
export interface ChosenFallback {
  readonly way: Way;
  readonly fallback: Fallback;
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

const MODAL_PODS = 15;

/**
 * Asks how to read pods that exec cannot read. Both ways change the cluster: what will be sent is shown
 * first, and confirmed once.
 */
export async function askFallback(
  connection: Connection,
  documents: ReadonlyDocuments,
  log: Log,
  pods: readonly CheckResult[],
): Promise<ChosenFallback | undefined> {
  const picked = await window.showQuickPick(WAYS, {
    title: 'Check Kernel Another Way',
    placeHolder: `For ${count(pods.length, 'pod')} that could not be read`,
  });
  const [first] = pods;
  if (!picked || !first) return undefined;
  const image = commandSettings.checkImage();
  const example =
    picked.way === 'ephemeral'
      ? ephemeralContainerPatch('aks-sandbox-check-…', image)
      : canaryExample(first, image);
  const { stringify } = await loadYaml();
  await documents.show([connection.cluster.name, 'Sent to Each Pod.yaml'], stringify(example));
  const names = pods
    .slice(0, MODAL_PODS)
    .map(({ namespace, name }) => plainText(`${namespace}/${name}`));
  const rest = pods.length > MODAL_PODS ? [`and ${pods.length - MODAL_PODS} more`] : [];
  const action = picked.way === 'ephemeral' ? 'Add Ephemeral Containers' : 'Run Canary Pods';
  const chosen = await showWarningMessage(
    picked.way === 'ephemeral'
      ? `Add an ephemeral container to ${count(pods.length, 'pod')} in ${connection.cluster.name}?`
      : `Run a canary pod beside ${count(pods.length, 'pod')} in ${connection.cluster.name}?`,
    {
      modal: true,
      detail: `What is sent for each is in the editor behind this message.\n\n${[...names, ...rest].join('\n')}`,
    },
    action,
  );
  if (chosen !== action) return undefined;
  const { way } = picked;
  return {
    way,
    fallback:
      way === 'ephemeral'
        ? byEphemeralContainer(connection, image)
        : byCanaryPod(connection, image, log),
  };
}

function canaryExample({ namespace, name, uid, runtimeClass, node }: CheckResult, image: string) {
  const pod = {
    namespace,
    name,
    uid,
    phase: 'Running',
    ...(runtimeClass === undefined ? {} : { runtimeClass }),
    ...(node === undefined ? {} : { node }),
  };
  return canaryPod('aks-sandbox-check-…', { pod, running: [] }, image);
}
