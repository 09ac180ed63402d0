import { type QuickPickItem, window } from 'vscode';
import { plainText } from '../../../base/plainText.ts';
import { ISOLATION_NAMES, isolationOf } from '../../../model/isolation/isolation.ts';
import {
  handlerFor,
  overheadFor,
  runtimeClassManifest,
  selectorsFor,
} from '../../../model/runtimeClass/newRuntimeClass.ts';
import type { KubeNode } from '../../../model/node/node.ts';
import { quantityOf } from '../../../model/kubernetes/quantity.ts';
import { applyPreviewed } from './applyPreviewed.ts';
import { nodesOf } from '../target/clusterObjects.ts';
import type { CommandContext } from '../target/commandContext.ts';
import { clusterTarget } from '../target/target.ts';
import { isDnsLabel, isDnsSubdomain } from '../../../model/kubernetes/dnsName.ts';
import { selectorText } from '../../../model/kubernetes/labelSelector.ts';
import { count } from '../../../base/count.ts';

const TITLE = 'Create RuntimeClass';

/** Asks for name, handler, overhead and nodes of a RuntimeClass, shows it, and applies it once confirmed. */
export async function createRuntimeClass(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const target = await clusterTarget(context, args, TITLE);
  if (!target) return;
  const { session } = target;
  // Without them handlers and labels are typed by hand.
  const nodes = await nodesOf(session, TITLE).catch(() => []);
  const name = await askName(givenName(args));
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
  await applyPreviewed(session, context.documents, [manifest], TITLE);
}

/** The name that a quick fix asks for. */
function givenName(args: readonly unknown[]): string {
  const [first] = args;
  return typeof first === 'object' && first !== null && 'className' in first
    ? String(first.className)
    : '';
}

async function askName(value: string): Promise<string | undefined> {
  return window.showInputBox({
    title: `${TITLE} (1/4)`,
    prompt: 'The name that pods give as runtimeClassName',
    value: value === '' ? 'gvisor' : value,
    validateInput: (typed) =>
      isDnsSubdomain(typed)
        ? undefined
        : 'Lower case letters, digits, "-" and ".", with a letter or digit at both ends',
  });
}

interface HandlerItem extends QuickPickItem {
  readonly handler: string | undefined;
}

async function askHandler(name: string, nodes: readonly KubeNode[]): Promise<string | undefined> {
  const served = [...new Set(nodes.flatMap(({ handlers }) => handlers ?? []))].toSorted();
  const handlers = [...new Set([...served, 'runsc', 'kata'])];
  const likely = handlerFor(name, handlers);
  const items = handlers.map((handler): HandlerItem => {
    const serving = nodes.filter((node) => node.handlers?.includes(handler)).length;
    const isolation = isolationOf(handler);
    return {
      label: plainText(handler),
      description: `${isolation === 'none' ? 'not a sandbox' : ISOLATION_NAMES[isolation]} · ${count(serving, 'node serves it', 'nodes serve it')}`,
      handler,
    };
  });
  const other: HandlerItem = { label: '$(edit) Another handler…', handler: undefined };
  const picked = await window.showQuickPick(
    [
      ...items.toSorted((a, b) => Number(b.handler === likely) - Number(a.handler === likely)),
      other,
    ],
    {
      title: `${TITLE} (2/4)`,
      placeHolder: 'The handler: the name of the runtime in the nodes’ containerd',
    },
  );
  if (!picked) return undefined;
  if (picked.handler !== undefined) return picked.handler;
  return window.showInputBox({
    title: `${TITLE} (2/4)`,
    prompt: 'The handler; it cannot be changed later',
    validateInput: (typed) =>
      isDnsLabel(typed)
        ? undefined
        : 'Lower case letters, digits and "-", with a letter or digit at both ends',
  });
}

/** Empty for no overhead. */
async function askOverhead(handler: string): Promise<string | undefined> {
  return window.showInputBox({
    title: `${TITLE} (3/4)`,
    prompt: 'Memory that the sandbox itself needs on the node, as a quantity; empty for none',
    value: overheadFor(handler) ?? '',
    validateInput: (typed) =>
      typed === '' || (quantityOf(typed) ?? -1) >= 0 ? undefined : 'A quantity such as 600Mi',
  });
}

interface SelectorItem extends QuickPickItem {
  readonly selector: Readonly<Record<string, string>>;
}

async function askSelector(
  handler: string,
  nodes: readonly KubeNode[],
): Promise<Readonly<Record<string, string>> | undefined> {
  const selectors = selectorsFor(handler, nodes);
  if (selectors.length === 0) return {};
  const items = selectors.slice(0, 20).map((selector): SelectorItem => ({
    label: plainText(selectorText(selector)),
    description: 'the nodes that serve the handler, and no other',
    selector,
  }));
  const all: SelectorItem = {
    label: 'All nodes',
    description: 'pods fail on those that do not serve the handler',
    selector: {},
  };
  const picked = await window.showQuickPick([...items, all], {
    title: `${TITLE} (4/4)`,
    placeHolder: 'The nodes that its pods may run on',
  });
  return picked?.selector;
}
