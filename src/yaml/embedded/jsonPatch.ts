import { isKustomization } from '../document/kustomize.ts';
import type { ParsedPart } from '../document/parsedPart.ts';
import { isBuiltIn } from '../objects/builtInObject.ts';
import { headless, type Manifest } from '../objects/manifests.ts';
import { madeMap, madeText } from '../parse/madeNodes.ts';
import {
  asMap,
  itemsOf,
  resolved,
  textOf,
  valueAt,
  type YamlEntry,
  type YamlNode,
  type YamlScalar,
} from '../parse/yamlNode.ts';

/**
 * The objects that the JSON patches of a document make: itself, as a file of operations, and the
 * lists of them in a custom resource or a kustomization, as Flux has them in `patchesJson6902`.
 */
export function jsonPatchesIn({ root, text, objects }: ParsedPart): readonly Manifest[] {
  if (!/\bop["']?[ \t]*:/.test(text)) return [];
  const whole = jsonPatchObject(root);
  if (whole) return [whole];
  if (objects.length === 0) return root && isKustomization(root) ? patchesBelow(root) : [];
  return objects.flatMap((object) => (isBuiltIn(object) ? [] : patchesBelow(object.map)));
}

const MAX_NODES = 20_000;

function patchesBelow(root: YamlNode): readonly Manifest[] {
  const found: Manifest[] = [];
  let left = MAX_NODES;
  const visit = (node: YamlNode): void => {
    if (--left < 0) return;
    if (node.kind === 'map') for (const { value } of node.entries) visit(value);
    if (node.kind !== 'list') return;
    const patched = jsonPatchObject(node);
    if (patched) found.push(patched);
    else for (const item of node.items) visit(item);
  };
  visit(root);
  return found;
}

/**
 * The object that a JSON patch (RFC 6902) makes of an empty one, as far as its operations tell:
 * what they add and replace, at their paths. `undefined` for what is no such patch.
 */
function jsonPatchObject(root: YamlNode | undefined): Manifest | undefined {
  const operations = itemsOf(root);
  if (operations.length === 0 || !operations.every(isOperation)) return undefined;
  const grown: Grown = { children: new Map() };
  for (const operation of operations) {
    const path = resolved(valueAt(operation, 'path'));
    const op = textOf(valueAt(operation, 'op'));
    const value = valueAt(operation, 'value');
    if (path?.kind !== 'scalar' || !value || (op !== 'add' && op !== 'replace')) continue;
    grow(grown, path, value);
  }
  const map = asMap(nodeOf(grown));
  return map && headless(map);
}

function isOperation(item: YamlNode): boolean {
  return textOf(valueAt(item, 'op')) !== undefined && textOf(valueAt(item, 'path')) !== undefined;
}

/** What operations put under a path, and the path as it was written last. */
interface Grown {
  readonly children: Map<string, Grown>;
  path?: YamlScalar;
  value?: YamlNode;
}

function grow(root: Grown, path: YamlScalar, value: YamlNode): void {
  let at = root;
  for (const step of path.text.split('/').slice(1, MAX_STEPS)) {
    // Each item that is appended is another one.
    const key = step === '-' ? `-${at.children.size}` : unescaped(step);
    let child = at.children.get(key);
    if (!child) at.children.set(key, (child = { children: new Map() }));
    child.path = path;
    at = child;
  }
  at.path = path;
  at.value = value;
}

const MAX_STEPS = 40;

function unescaped(step: string): string {
  return step.replaceAll('~1', '/').replaceAll('~0', '~');
}

function nodeOf({ children, path, value }: Grown): YamlNode {
  const { start, end } = path ?? value ?? { start: 0, end: 0 };
  if (children.size === 0) return value ?? madeMap(start, end, false, []);
  const keys = [...children.keys()];
  const nodes = [...children.values()].map(nodeOf);
  if (keys.every((key) => /^-?\d+$/.test(key))) {
    return { kind: 'list', start, end, flow: false, items: [...itemsOf(value), ...nodes] };
  }
  const own: readonly YamlEntry[] = asMap(value)?.entries ?? [];
  const entries = keys.map((text, index): YamlEntry => {
    const at = children.get(text)?.path ?? { start, end };
    const key = madeText(text, at.start, at.end);
    return { key, value: nodes[index] ?? key };
  });
  return madeMap(start, end, false, [...own, ...entries]);
}
