import type { YamlNode } from './yamlNode.ts';
import { lineStart } from './yamlText.ts';
import type { RefusedSpan } from './refusal.ts';

/**
 * The first tab that stands where kubectl's scanner takes spaces alone: at the beginning of a line
 * or behind a `-`, on an empty line and before a comment too (go.yaml.in/yaml `scannerc.go`).
 */
export function refusedTab(text: string, root: YamlNode): RefusedSpan | undefined {
  if (!text.includes('\t')) return undefined;
  let leaves: readonly Leaf[] | undefined;
  let next = 0;
  let before = 0;
  for (const { 0: lead, index } of text.matchAll(LEAD)) {
    leaves ??= leavesOf(root, undefined);
    const at = index + lead.length - 1;
    while ((leaves[next]?.node.start ?? Infinity) <= at) next++;
    if (isTaken(text, at, leaves[next - 1], before)) {
      before = at;
      continue;
    }
    const message =
      'kubectl takes no tab at the beginning of a line or behind "-", on an empty line neither: write spaces.';
    return { start: at, end: at + 1, message };
  }
  return undefined;
}

/** What stands in front of the first tab of a line when nothing but marks of items does. */
const LEAD = /^(?: *-(?=[ \t]))* *\t/gm;

/** What scanning takes as one: a scalar, an alias, a collection in brackets. */
interface Leaf {
  readonly node: YamlNode;
  /** The collection that it is in. */
  readonly owner: YamlNode | undefined;
}

function leavesOf(node: YamlNode, owner: YamlNode | undefined): readonly Leaf[] {
  if ((node.kind === 'map' || node.kind === 'list') && !node.flow) {
    return node.kind === 'list'
      ? node.items.flatMap((item) => leavesOf(item, node))
      : node.entries.flatMap(({ key, value }) => [
          ...leavesOf(key, node),
          ...leavesOf(value, node),
        ]);
  }
  return node.start === node.end ? [] : [{ node, owner }];
}

/**
 * Whether a tab is taken for what stands last in front of it, or around it. `before`: the last one
 * that is taken; nothing in front of it is looked at again.
 */
function isTaken(text: string, at: number, leaf: Leaf | undefined, before: number): boolean {
  if (!leaf) return false;
  const { node, owner } = leaf;
  const style = node.kind === 'scalar' ? node.style : 'double';
  const isBlock = style === 'literal' || style === 'folded';
  const isWithin = at < node.end;
  if (isWithin && style !== 'plain') return !isBlock || !isFirstOfBlock(text, at, node);
  const from = Math.max(before, isWithin ? lineStart(text, at) : node.end);
  if (text.slice(from, at).trim() !== '') return isWithin;
  const column = columnOf(text, at);
  if (isBlock) return column >= indentOf(text, node);
  return style === 'plain' && column > columnOf(text, owner?.start);
}

/** Whether the indentation of a block of text has a tab where nothing says how deep it is. */
function isFirstOfBlock(text: string, at: number, { start, end }: YamlNode): boolean {
  return !hasIndicator(text, start) && at < start + text.slice(start, end).search(/\S/);
}

function indentOf(text: string, { start, end }: YamlNode): number {
  if (hasIndicator(text, start)) return 1;
  return /^ *(?=\S)/m.exec(text.slice(start, end))?.[0].length ?? Infinity;
}

function hasIndicator(text: string, start: number): boolean {
  return /[|>][+-]?\d/.test(text.slice(lineStart(text, start - 1), start));
}

function columnOf(text: string, at = 0): number {
  return at - lineStart(text, at);
}
