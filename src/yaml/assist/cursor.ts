import { keyOf, type YamlMap, type YamlNode } from '../parse/yamlNode.ts';
import { type ParsedPart, parsePart, type TextRole } from '../document/parsedPart.ts';
import type { PathStep } from '../objects/podFields.ts';
import type { Span } from '../parse/span.ts';
import { lineEnd, lineStart } from '../parse/yamlText.ts';

/** Stands for the word at the cursor while a half-typed text is read. */
const CURSOR = '\uE001\uE001';

/** In characters: a larger document is not read anew for each key that is typed. */
const MAX_READ = 1_000_000;

/** Where in a document somebody is typing. */
export interface Cursor {
  /** The document as it would be with a key or a value there. */
  readonly part: ParsedPart;
  /** What is typed there so far, and would be replaced. */
  readonly span: Span;
  readonly on: 'key' | 'value';
  /** The way to the value, or to the map whose key it is. */
  readonly path: readonly PathStep[];
  /** The map that holds it. */
  readonly map: YamlMap | undefined;
  /** The key is the first of an item of a list. */
  readonly startsItem: boolean;
}

/**
 * Finds out what is being typed at an offset of a document. A half-typed line is no YAML, or means
 * something else (`runtimeCl` alone goes on in the next line), so the word there is replaced by a
 * key or a value first.
 */
export function cursorAt(text: string, offset: number, role: TextRole): Cursor | undefined {
  if (text.length > MAX_READ) return undefined;
  const start = lineStart(text, offset);
  const end = lineEnd(text, offset);
  const before = text.slice(start, offset);
  const after = text.slice(offset, end).replace(/\r$/, '');
  if (/(?:^|\s)#/.test(before)) return undefined;
  const typed = /[^\s:,[\]{}"']*$/.exec(before)?.[0] ?? '';
  const rest = /^[^\s:,[\]{}"']*/.exec(after)?.[0] ?? '';
  const lead = before.slice(0, before.length - typed.length);
  const tail = after.slice(rest.length);
  const span = { start: offset - typed.length, end: offset + rest.length };
  const isKey = /^\s*(?:- +)*$/.test(lead) || /[{,]\s*$/.test(lead);
  const hasColon = /^\s*:/.test(tail);
  if (isKey && tail.trim() !== '' && !hasColon && !/^\s*[}#]/.test(tail)) return undefined;
  const inFlow = /[{,]\s*$/.test(lead);
  const word = isKey && !hasColon && !inFlow ? `${CURSOR}:` : CURSOR;
  const patched = text.slice(0, span.start) + word + text.slice(span.end);
  const part = parsePart(patched, role);
  const found = part.root && find(part.root, [], undefined);
  if (!found) return undefined;
  return { part, span, ...found, startsItem: /-\s+$/.test(lead) };
}

type Found = Pick<Cursor, 'on' | 'path' | 'map'>;

function find(
  node: YamlNode,
  path: readonly PathStep[],
  parent: YamlMap | undefined,
): Found | undefined {
  if (node.kind === 'scalar') {
    // A word among others is no value by itself.
    return node.text === CURSOR ? { on: 'value', path, map: parent } : undefined;
  }
  if (node.kind === 'list') {
    for (const [index, item] of node.items.entries()) {
      const found = find(item, [...path, index], parent);
      if (found) return found;
    }
  }
  if (node.kind !== 'map') return undefined;
  for (const entry of node.entries) {
    const key = keyOf(entry);
    if (key === undefined) continue;
    if (key.includes(CURSOR)) return { on: 'key', path, map: node };
    const found = find(entry.value, [...path, key], node);
    if (found) return found;
  }
  return undefined;
}

/** The keys that a map has already, that of the cursor left out. */
export function takenKeys(map: YamlMap | undefined): ReadonlySet<string> {
  const keys = (map?.entries ?? []).flatMap((entry) => keyOf(entry) ?? []);
  return new Set(keys.filter((key) => !key.includes(CURSOR)));
}
