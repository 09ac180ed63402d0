import type { PathStep } from '../objects/podFields.ts';
import { keyOf, type YamlNode } from '../parse/yamlNode.ts';

/** What is at a path, aliases not followed. */
export function nodeAt(root: YamlNode, path: readonly PathStep[]): YamlNode | undefined {
  let at: YamlNode | undefined = root;
  for (const step of path) at = at && childOf(at, step);
  return at;
}

/** What a map has under a key, the last of it, or a list at an index. */
export function childOf(node: YamlNode, step: PathStep): YamlNode | undefined {
  if (node.kind === 'map') return node.entries.findLast((one) => keyOf(one) === step)?.value;
  return node.kind === 'list' && typeof step === 'number' ? node.items[step] : undefined;
}
