import { keyOf, type YamlNode } from '../parse/yamlNode.ts';
import type { TextEdit } from '../findings/finding.ts';
import type { PathStep } from '../objects/podFields.ts';
import { childOf } from './nodeAt.ts';
import { lineEnd, lineStart } from '../parse/yamlText.ts';

/**
 * The edit that removes the field or item under a path, and with it what would be left empty around
 * it, up to `keep` steps from the root. `undefined` when there is nothing, a key is there twice, or
 * the way leads through an alias.
 */
export function removePath(
  text: string,
  root: YamlNode,
  path: readonly PathStep[],
  keep = 0,
): TextEdit | undefined {
  const parents: YamlNode[] = [];
  let at: YamlNode | undefined = root;
  for (const step of path) {
    if (!at) return undefined;
    if (isAmbiguous(at, step)) return undefined;
    parents.push(at);
    at = childOf(at, step);
  }
  if (!at) return undefined;
  for (let depth = path.length - 1; depth >= 0; depth--) {
    const parent = parents[depth];
    const step = path[depth];
    if (!parent || step === undefined) return undefined;
    if (sizeOf(parent) > 1 || depth <= keep) return removeChild(text, parent, step);
  }
  return undefined;
}

/** A key that is there twice would be there still. */
function isAmbiguous(node: YamlNode, step: PathStep): boolean {
  return node.kind === 'map' && node.entries.filter((one) => keyOf(one) === step).length > 1;
}

function sizeOf(node: YamlNode): number {
  if (node.kind === 'map') return node.entries.length;
  return node.kind === 'list' ? node.items.length : 0;
}

function removeChild(text: string, parent: YamlNode, step: PathStep): TextEdit | undefined {
  const parts =
    parent.kind === 'map'
      ? parent.entries.map(({ key, value }) => ({
          start: key.start,
          end: Math.max(key.end, value.end),
        }))
      : parent.kind === 'list'
        ? parent.items
        : [];
  const index =
    parent.kind === 'map'
      ? parent.entries.findLastIndex((one) => keyOf(one) === step)
      : Number(step);
  const part = parts[index];
  if (!part) return undefined;
  const next = parts[index + 1];
  const before = parts[index - 1];
  const only = parts.length === 1;
  if (isFlow(parent)) {
    if (only) return { span: { start: parent.start + 1, end: parent.end - 1 }, newText: '' };
    if (next) return { span: { start: part.start, end: next.start }, newText: '' };
    return { span: { start: before?.end ?? part.start, end: part.end }, newText: '' };
  }
  const start = lineStart(text, part.start);
  const lead = text.slice(start, part.start);
  const own = parent.kind === 'list' ? /^\s*-\s*$/.test(lead) : /^\s*$/.test(lead);
  // The first key of an item stands behind its dash: the next key takes its place.
  if (!own) {
    return only || !next
      ? { span: { start: part.start, end: part.end }, newText: only ? '{}' : '' }
      : { span: { start: part.start, end: next.start }, newText: '' };
  }
  if (only) {
    return {
      span: { start: part.start - (parent.kind === 'list' ? dashWidth(lead) : 0), end: part.end },
      newText: parent.kind === 'list' ? '[]' : '{}',
    };
  }
  return wholeLines(text, start, part.end);
}

function wholeLines(text: string, start: number, end: number): TextEdit {
  const until = lineEnd(text, end);
  if (until < text.length) return { span: { start, end: until + 1 }, newText: '' };
  // The last line of a text without a line break at its end takes the one before it along.
  const from = start > 0 ? start - (text.charAt(start - 2) === '\r' ? 2 : 1) : start;
  return { span: { start: from, end: until }, newText: '' };
}

function dashWidth(lead: string): number {
  return lead.length - lead.indexOf('-');
}

function isFlow(node: YamlNode): boolean {
  return (node.kind === 'map' || node.kind === 'list') && node.flow;
}
