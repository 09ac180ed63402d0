import { stringify } from 'yaml';
import {
  isNull,
  keyOf,
  resolved,
  type YamlEntry,
  type YamlMap,
  type YamlNode,
} from '../parse/yamlNode.ts';
import type { JsonValue } from '../parse/jsonOf.ts';
import type { TextEdit } from '../findings/finding.ts';
import type { PathStep } from '../objects/podFields.ts';
import { lineEnd, lineStart } from '../parse/yamlText.ts';
import { nodeAt } from './nodeAt.ts';

/** Where a new key goes in its map. */
export type KeyPosition = 'first' | 'last';

/**
 * The edit that makes the field under a path say a value, keeping all else as it is written. Maps
 * on the way are made when missing. `undefined` when the way leads through an alias or through
 * something else than what the path expects: the text would not mean what it says.
 */
export function setPath(
  text: string,
  root: YamlNode,
  path: readonly PathStep[],
  value: JsonValue,
  position: KeyPosition = 'last',
): TextEdit | undefined {
  const [step, ...rest] = path;
  if (root.kind === 'list') {
    const item = typeof step === 'number' ? root.items[step] : undefined;
    return item && setPath(text, item, rest, value, position);
  }
  if (root.kind !== 'map' || typeof step !== 'string') return undefined;
  const entry = root.entries.findLast((one) => keyOf(one) === step);
  if (!entry) return addEntry(text, root, step, nested(rest, value), position);
  if (rest.length > 0 && entry.value.kind !== 'scalar') {
    const empty = entry.value.kind === 'list' && entry.value.items.length === 0;
    if (!empty) return setPath(text, entry.value, rest, value, position);
  }
  if (rest.length > 0 && !isNull(entry.value) && entry.value.kind !== 'list') return undefined;
  return replaceValue(text, root, entry, nested(rest, value));
}

/** The edit that appends an item to the list under a path; makes the list when it is missing. */
export function addItem(
  text: string,
  root: YamlMap,
  path: readonly PathStep[],
  item: JsonValue,
): TextEdit | undefined {
  const found = nodeAt(root, path);
  if (!found || isNull(found)) return setPath(text, root, path, [item]);
  if (found.kind !== 'list') return undefined;
  const last = found.items.at(-1);
  if (!last) return { span: { start: found.start, end: found.end }, newText: flowText([item]) };
  if (found.flow) return insertAt(last.end, `, ${flowText(item)}`);
  const indent = ' '.repeat(columnAt(text, found.start));
  const end = breakAt(text, found.end);
  const lines = blockLines(item).map(
    (line, index) => `${indent}${index === 0 ? '- ' : '  '}${line}`,
  );
  return insertAt(end.at, lines.map((line) => `${end.newline}${line}`).join(''));
}

function addEntry(
  text: string,
  map: YamlMap,
  key: string,
  value: JsonValue,
  position: KeyPosition,
): TextEdit | undefined {
  const first = map.entries[0];
  const last = map.entries.at(-1);
  if (!first || !last) {
    return { span: { start: map.start, end: map.end }, newText: `{${key}: ${flowText(value)}}` };
  }
  if (map.flow) return insertAt(last.value.end, `, ${key}: ${flowText(value)}`);
  const isAbsent = first.key.start === first.key.end;
  if (isAbsent || resolved(first.key)?.kind !== 'scalar' || hasTag(text, first.key)) {
    return undefined;
  }
  const indent = ' '.repeat(columnAt(text, first.key.start));
  const lines = blockLines({ [key]: value });
  if (position === 'first') {
    const newline = newlineOf(text);
    return insertAt(first.key.start, lines.map((line) => `${line}${newline}${indent}`).join(''));
  }
  const end = breakAt(text, Math.max(map.end, last.value.end));
  return insertAt(end.at, lines.map((line) => `${end.newline}${indent}${line}`).join(''));
}

/** Whether a tag or an anchor stands before a key: the map begins with that. */
function hasTag(text: string, { start }: YamlNode): boolean {
  return /[!&]\S*[ \t]+$/.test(text.slice(lineStart(text, start), start));
}

function replaceValue(
  text: string,
  map: YamlMap,
  entry: YamlEntry,
  value: JsonValue,
): TextEdit | undefined {
  const { start, end, kind } = entry.value;
  if (kind === 'alias') return undefined;
  if (map.flow || typeof value !== 'object') {
    if (kind === 'scalar' && (entry.value.style === 'literal' || entry.value.style === 'folded')) {
      const header = text.slice(entry.key.end, start);
      const colon = entry.key.end + header.indexOf(':') + 1;
      return { span: { start: colon, end }, newText: ` ${flowText(value)}` };
    }
    const space = start === end && text.charAt(start - 1) === ':' ? ' ' : '';
    return { span: { start, end }, newText: `${space}${flowText(value)}` };
  }
  const indent = ' '.repeat(columnAt(text, entry.key.start) + 2);
  const newline = newlineOf(text);
  const lines = blockLines(value).map((line) => `${newline}${indent}${line}`);
  const colon = text.lastIndexOf(':', start) + 1;
  return { span: { start: colon, end }, newText: lines.join('') };
}

function nested(path: readonly PathStep[], value: JsonValue): JsonValue {
  return path.reduceRight<JsonValue>(
    (inner, step) => (typeof step === 'string' ? { [step]: inner } : [inner]),
    value,
  );
}

function insertAt(at: number, newText: string): TextEdit {
  return { span: { start: at, end: at }, newText };
}

/** The end of the line of an offset, before its line break, and that line break. */
function breakAt(text: string, offset: number): { at: number; newline: string } {
  const end = lineEnd(text, offset);
  const carriage = end > 0 && text.charAt(end - 1) === '\r' && end - 1 >= offset;
  return { at: carriage ? end - 1 : end, newline: newlineOf(text) };
}

function newlineOf(text: string): string {
  return text.charAt(text.indexOf('\n') - 1) === '\r' ? '\r\n' : '\n';
}

function columnAt(text: string, offset: number): number {
  const start = lineStart(text, offset);
  return offset - start - (text.charAt(start) === '\uFEFF' ? 1 : 0);
}

function blockLines(value: JsonValue): readonly string[] {
  return stringify(value, { lineWidth: 0, version: '1.1' }).trimEnd().split('\n');
}

function flowText(value: JsonValue): string {
  if (Array.isArray(value)) return `[${value.map((one: JsonValue) => flowText(one)).join(', ')}]`;
  if (typeof value === 'object' && value !== null) {
    const entries = Object.entries(value).map(([key, one]) => `${flowText(key)}: ${flowText(one)}`);
    return `{${entries.join(', ')}}`;
  }
  const plain = blockLines(value).join('\n');
  return typeof value === 'string' && /[,[\]{}\n]|: /.test(plain) ? JSON.stringify(value) : plain;
}
