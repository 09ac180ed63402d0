import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { type Dialog, dialog } from './driver/notifications.ts';
import { pickSeveral, quickInputState } from './driver/quickInput.ts';
import { rowMenu } from './driver/tree.ts';
import { keepPicture } from './driver/workbench.ts';

/** Before a question the cluster and the registry of the image are asked. */
export const QUESTION_MS = 60_000;

/** What Deploy gVisor… asks a person, on any cluster. */
export interface DeployAsked {
  /** The labels of the pools that are offered; the ticked ones among them. */
  readonly pools: readonly string[];
  readonly entries: readonly string[];
  readonly question: Dialog;
}

/**
 * Chooses Deploy gVisor… on the node pools of a cluster, ticks pools, and reads the question. The pictures
 * are called `<pictures>-pools` and `<pictures>-question`.
 */
export async function askToDeploy(
  page: Page,
  cluster: string,
  ticked: readonly string[],
  pictures: string,
): Promise<DeployAsked> {
  await rowMenu(page, [cluster, 'Node pools'], 'Deploy gVisor…');
  const { entries } = await quickInputState(page, 'Deploy gVisor: Choose Node Pools');
  await keepPicture(page, `${pictures}-pools`);
  await pickSeveral(page, ticked);
  const question = await dialog(page, QUESTION_MS);
  assert.equal(question.message, `Deploy gVisor in ${cluster}?`);
  assert.match(question.detail, /one node after the other/);
  assert.match(question.detail, /as good as root/);
  assert.match(question.detail, /does not support/);
  assert.match(question.detail, /an empty pool does not grow/);
  await keepPicture(page, `${pictures}-question`);
  return { pools: entries.filter((entry) => /^\w+$/.test(entry)), entries, question };
}

/** Chooses Remove gVisor… while pods run under it, and reads the question, which names them. */
export async function askToRemoveUnderPods(
  page: Page,
  cluster: string,
  pod: RegExp,
): Promise<Dialog> {
  await rowMenu(page, [cluster, 'Node pools'], 'Remove gVisor…');
  const question = await dialog(page, QUESTION_MS);
  assert.match(question.detail, /pods? runs? under gVisor/);
  assert.match(question.detail, pod);
  assert.deepEqual(
    question.buttons.filter((button) => button !== 'Cancel'),
    ['Remove Although Pods Run'],
  );
  return question;
}
