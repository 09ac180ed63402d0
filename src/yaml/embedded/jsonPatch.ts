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
 * The object that a JSON patch (RFC 6902) makes of an empty one, as far as its operations tell:
 * what they add and replace, at their paths. `undefined` for what is no such patch.
 */
export function jsonPatchObject(root: YamlNode | undefined): Manifest | undefined {
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
