import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { pick, pickSeveral, quickInputState } from './driver/quickInput.ts';
import { rowMenu } from './driver/tree.ts';
import { askedPage, keepPicture } from './driver/workbench.ts';

/** Before a question the cluster and the registry of the image are asked. */
export const QUESTION_MS = 60_000;

/** What Deploy gVisor… asks a person, on any cluster. */
export interface DeployAsked {
  /** The labels of the pools that are offered; the ticked ones among them. */
  readonly pools: readonly string[];
  readonly entries: readonly string[];
  /** What the page of the question says. */
  readonly question: string;
}

/**
 * Chooses Deploy gVisor… on the node pools of a cluster, ticks pools, and reads the question. The pictures
 * are called `<pictures>-pools` and `<pictures>-question`. `begin` is where to begin, as it is offered.
 */
export async function askToDeploy(
  page: Page,
  cluster: string,
  ticked: readonly string[],
  pictures: string,
  begin: string,
): Promise<DeployAsked> {
  await rowMenu(page, [cluster, 'Node pools'], 'Deploy gVisor…');
  const { entries } = await quickInputState(page, 'Deploy gVisor: Choose Node Pools');
  await keepPicture(page, `${pictures}-pools`);
  await pickSeveral(page, ticked);
  await pick(page, begin, 'Deploy gVisor: Where to Begin');
  const question = await askedPage(page, `Deploy gVisor in ${cluster}?`, QUESTION_MS);
  assert.match(question, /as good as root/);
  assert.match(question, /does not cover/);
  assert.match(question, /an empty pool does not grow/);
  assert.match(question, /kind: DaemonSet/);
  await keepPicture(page, `${pictures}-question`);
  return { pools: entries.filter((entry) => /^\w+$/.test(entry)), entries, question };
}

/** Chooses Remove gVisor… while pods run under it, and reads the question, which names them. */
export async function askToRemoveUnderPods(
  page: Page,
  cluster: string,
  pod: RegExp,
): Promise<string> {
  await rowMenu(page, [cluster, 'Node pools'], 'Remove gVisor…');
  const question = await askedPage(page, /^Remove gVisor from .*\?/, QUESTION_MS);
  assert.match(question, /Delete th(?:is|ese \d+) pods? first: without gVisor/);
  assert.match(question, pod);
  return question;
}
