import type { QuickPickItem } from 'vscode';
import { count } from '../../../base/text/count.ts';
import { plainText } from '../../../base/text/plainText.ts';
import { ISOLATION_NAMES, isolationOf } from '../../../model/isolation/isolation.ts';
import { isDnsLabel, isDnsSubdomain } from '../../../model/kubernetes/dnsName.ts';
import { selectorText } from '../../../model/kubernetes/labelSelector.ts';
import { quantityOf } from '../../../model/kubernetes/quantity.ts';
import type { KubeNode } from '../../../model/node/node.ts';
import { handlerFor, selectorsFor } from '../../../model/runtimeClass/newRuntimeClass.ts';

const MAX_SELECTORS = 20;

export interface HandlerItem extends QuickPickItem {
  /** `undefined` for one that is typed. */
  readonly handler: string | undefined;
}

export interface SelectorItem extends QuickPickItem {
  readonly selector: Readonly<Record<string, string>>;
}

/**
 * The handlers that nodes serve and those of the sandboxes; first the one that the name of the
 * class is about.
 */
export function handlerItems(name: string, nodes: readonly KubeNode[]): readonly HandlerItem[] {
  const served = [...new Set(nodes.flatMap(({ handlers }) => handlers ?? []))].toSorted();
  const handlers = [...new Set([...served, 'runsc', 'kata'])];
  const likely = handlerFor(name, handlers);
  const items = handlers.map((handler): HandlerItem => {
    const serving = nodes.filter((node) => node.handlers?.includes(handler)).length;
    const isolation = isolationOf(handler);
    const what = isolation === 'none' ? 'not a sandbox' : ISOLATION_NAMES[isolation];
    return {
      label: plainText(handler),
      description: `${what} · ${count(serving, 'node serves it', 'nodes serve it')}`,
      handler,
    };
  });
  return [
    ...items.toSorted((a, b) => Number(b.handler === likely) - Number(a.handler === likely)),
    { label: '$(edit) Another handler…', handler: undefined },
  ];
}

/**
 * The nodes that pods of the class may run on; empty where nothing tells which serve the handler.
 */
export function selectorItems(
  handler: string,
  nodes: readonly KubeNode[],
): readonly SelectorItem[] {
  const selectors = selectorsFor(handler, nodes);
  if (selectors.length === 0) return [];
  const items = selectors.slice(0, MAX_SELECTORS).map((selector) => ({
    label: plainText(selectorText(selector)),
    description: 'the nodes that serve the handler, and no other',
    selector,
  }));
  const all = {
    label: 'All nodes',
    description: 'pods fail on those that do not serve the handler',
    selector: {},
  };
  return [...items, all];
}

/** What is wrong with the name of a new RuntimeClass, beside those that exist. */
export function nameProblem(typed: string, existing: readonly string[] = []): string | undefined {
  if (!isDnsSubdomain(typed)) {
    return 'Lower case letters, digits, "-" and ".", with a letter or digit at both ends';
  }
  return existing.includes(typed) ? `The RuntimeClass ${typed} exists already` : undefined;
}

/** A name that no RuntimeClass has. */
export function freeClassName(existing: readonly string[]): string {
  for (let next = 1; ; next++) {
    const name = next === 1 ? 'gvisor' : `gvisor-${next}`;
    if (!existing.includes(name)) return name;
  }
}

/** What is wrong with a handler. */
export function handlerProblem(typed: string): string | undefined {
  return isDnsLabel(typed)
    ? undefined
    : 'Lower case letters, digits and "-", with a letter or digit at both ends';
}

/** What is wrong with an overhead; none is fine. */
export function overheadProblem(typed: string): string | undefined {
  return typed === '' || (quantityOf(typed) ?? -1) >= 0 ? undefined : 'A quantity such as 600Mi';
}
