import { window } from 'vscode';
import type { Problem } from '../../../base/problem.ts';
import type { KubeNode } from '../../../model/node/node.ts';
import { overheadFor, runtimeClassManifest } from '../../../model/runtimeClass/newRuntimeClass.ts';
import { nodesOf, runtimeClassesOf } from '../target/clusterObjects.ts';
import type { CommandContext } from '../target/commandContext.ts';
import { clusterTarget } from '../target/target.ts';
import { orProblem } from '../explorer/orProblem.ts';
import { applyPreviewed } from './applyPreviewed.ts';
import {
  freeClassName,
  handlerItems,
  handlerProblem,
  nameProblem,
  overheadProblem,
  selectorItems,
} from './runtimeClassChoices.ts';
import { COMMAND_TITLES } from '../../commandTitles.ts';
import { COMMANDS } from '../../ids.ts';

const TITLE = COMMAND_TITLES[COMMANDS.createRuntimeClass];

/**
 * Asks for name, handler, overhead and nodes of a RuntimeClass, shows it, and applies it once
 * confirmed.
 */
export async function createRuntimeClass(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const target = await clusterTarget(context, args, TITLE);
  if (!target) return;
  const { session } = target;
  // Without them handlers and labels are typed by hand; what a name changes is seen in the preview.
  const nodes = orNone(await orProblem(nodesOf(session, TITLE)));
  const classes = orNone(await orProblem(runtimeClassesOf(session, TITLE)));
  const existing = classes.map((one) => one.name);
  const name = await askName(givenName(args), existing);
  if (name === undefined) return;
  const handler = await askHandler(name, nodes);
  if (handler === undefined) return;
  const overhead = await askOverhead(handler);
  if (overhead === undefined) return;
  const nodeSelector = await askSelector(handler, nodes);
  if (nodeSelector === undefined) return;
  const manifest = runtimeClassManifest({
    name,
    handler,
    nodeSelector,
    ...(overhead === '' ? {} : { overhead }),
  });
  await applyPreviewed(session, context, [manifest], TITLE);
}

function orNone<T>(read: readonly T[] | Problem): readonly T[] {
  return 'kind' in read ? [] : read;
}

/** The name that a quick fix asks for. */
function givenName(args: readonly unknown[]): string {
  const [first] = args;
  return typeof first === 'object' && first !== null && 'className' in first
    ? String(first.className)
    : '';
}

async function askName(value: string, existing: readonly string[]): Promise<string | undefined> {
  return window.showInputBox({
    title: `${TITLE} (1/4)`,
    prompt: 'The name that pods give as runtimeClassName',
    value: value === '' ? freeClassName(existing) : value,
    validateInput: (typed) => nameProblem(typed, existing),
  });
}

async function askHandler(name: string, nodes: readonly KubeNode[]): Promise<string | undefined> {
  const title = `${TITLE} (2/4)`;
  const picked = await window.showQuickPick(handlerItems(name, nodes), {
    title,
    placeHolder: 'The handler: the name of the runtime in the nodes’ containerd',
  });
  if (!picked) return undefined;
  if (picked.handler !== undefined) return picked.handler;
  return window.showInputBox({
    title,
    prompt: 'The handler; it cannot be changed later',
    validateInput: handlerProblem,
  });
}

/** Empty for no overhead. */
async function askOverhead(handler: string): Promise<string | undefined> {
  return window.showInputBox({
    title: `${TITLE} (3/4)`,
    prompt: 'Memory that the sandbox itself needs on the node, as a quantity; empty for none',
    value: overheadFor(handler) ?? '',
    validateInput: overheadProblem,
  });
}

async function askSelector(
  handler: string,
  nodes: readonly KubeNode[],
): Promise<Readonly<Record<string, string>> | undefined> {
  const items = selectorItems(handler, nodes);
  if (items.length === 0) return {};
  const picked = await window.showQuickPick(items, {
    title: `${TITLE} (4/4)`,
    placeHolder: 'The nodes that its pods may run on',
  });
  return picked?.selector;
}
