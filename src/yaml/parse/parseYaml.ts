import { parseEvents, YAMLException } from 'js-yaml';
import { parseDocument } from 'yaml';
import { capitalized } from '../../base/text/capitalized.ts';
import { expandedSize } from './expandedSize.ts';
import { fromDocument } from './fromDocument.ts';
import { fromEvents } from './fromEvents.ts';
import { joinLines } from './joinLines.ts';
import { NOT_PRINTABLE, refusalOf } from './refusal.ts';
import { type Span, touches } from './span.ts';
import { unknownAliases } from './unknownAliases.ts';
import type { YamlNode } from './yamlNode.ts';
import { lineStart } from './yamlText.ts';

/** Why a text is not read, or not as a whole. */
export interface SyntaxProblem {
  readonly code: 'syntax' | 'too-deep' | 'too-large';
  readonly message: string;
  readonly span: Span;
}

export interface ParsedYaml {
  /** Absent when the document is empty, or nothing of it could be read. */
  readonly root: YamlNode | undefined;
  readonly problems: readonly SyntaxProblem[];
  /**
   * Up to which offset the tree is sure to be what is meant; nothing is sure to be missing in it.
   * Absent when the whole text is read.
   */
  readonly sureTo?: number;
}

/** How deep collections may nest: a manifest needs about 20. */
export const MAX_DEPTH = 200;

/** In characters: larger documents are not read. The API server takes 3 MB (etcd 1.5 MB). */
export const MAX_PART = 8_000_000;

/**
 * In nodes, aliases replaced: kubectl refuses documents that are mostly aliases from 400,000 on.
 */
const MAX_EXPANDED = 1_000_000;

/** In characters: larger documents with a syntax error are not read as far as they go. */
const MAX_BROKEN_PART = 200_000;

/**
 * Reads one YAML document. js-yaml reads what is correct, ten times as fast; what it refuses is
 * read by `yaml`, which goes on behind an error. Both give the same tree of a correct text
 * (tested).
 */
export function parseYaml(text: string): ParsedYaml {
  if (text.length > MAX_PART) return refused('too-large', tooLarge(text.length), 0);
  const parsed = parseAny(text);
  const { root } = parsed;
  if (!root) return parsed;
  const sound = text.includes('*') ? withAliases(parsed, root) : parsed;
  return sound.problems.length > 0 ? sound : withRefusal(text, root);
}

function withRefusal(text: string, root: YamlNode): ParsedYaml {
  const refusal = refusalOf(text, root);
  if (!refusal) return { root, problems: [] };
  const { start, end, message } = refusal;
  return { root, problems: [{ code: 'syntax', message, span: { start, end } }] };
}

function withAliases(parsed: ParsedYaml, root: YamlNode): ParsedYaml {
  if (expandedSize(root) > MAX_EXPANDED) return refused('too-large', BOMB, 0);
  if (parsed.problems.length > 0) return parsed;
  const [unknown] = unknownAliases(root);
  if (!unknown) return parsed;
  const { start, end, name } = unknown;
  const message = `Before this alias there is no anchor "${name}" in this document: kubectl refuses it. Quote the text if it is none.`;
  const problem: SyntaxProblem = { code: 'syntax', message, span: { start, end } };
  return { root, problems: [problem], sureTo: Infinity };
}

function parseAny(text: string): ParsedYaml {
  try {
    return readWhole(text);
  } catch (error) {
    return parseBroken(text, error);
  }
}

/** Throws what js-yaml throws when it is not YAML. */
function readWhole(text: string, joined = text): ParsedYaml {
  const events = parseEvents(joined, { maxDepth: MAX_DEPTH });
  return { root: fromEvents(text, events, joined !== text), problems: [] };
}

function parseBroken(text: string, error: unknown): ParsedYaml {
  const bad = text.search(NOT_PRINTABLE);
  if (bad !== -1) return refused('syntax', notAllowed(text, bad), bad);
  const reason = error instanceof YAMLException ? error.reason : String(error);
  const at = error instanceof YAMLException ? (error.mark?.position ?? 0) : 0;
  if (/depth/i.test(reason)) return refused('too-deep', TOO_DEEP, at);
  if (text.length > MAX_BROKEN_PART) return refused('syntax', sentence(reason), at);
  const joined = joinLines(text);
  if (joined === text) return readOn(text);
  try {
    return readWhole(text, joined);
  } catch {
    const [asIs, onOneLine] = [readOn(text), readOn(joined)];
    // kubectl reads as far as the one that gets further.
    return firstProblem(onOneLine) > firstProblem(asIs) ? onOneLine : asIs;
  }
}

/**
 * Reads with `yaml`, which gives of a broken text what there is. Of its errors the first one is
 * said: it causes the others.
 */
export function readOn(text: string): ParsedYaml {
  try {
    const document = parseDocument(text, {
      schema: 'failsafe',
      uniqueKeys: false,
      prettyErrors: false,
      strict: false,
      logLevel: 'error',
    });
    const root = fromDocument(text, document);
    const [first] = document.errors.toSorted((one, other) => one.pos[0] - other.pos[0]);
    if (!first) return { root, problems: [] };
    const start = Math.min(first.pos[0], text.length);
    const end = Math.min(Math.max(first.pos[1], start), text.length);
    const open = root ? openAt(root, start) : start;
    const isUnclosed = first.message.startsWith('Missing closing');
    const problem: SyntaxProblem = {
      code: 'syntax',
      message: sentence(first.message),
      span: isUnclosed ? { start: open, end: open + 1 } : { start, end },
    };
    const sureTo = Math.min(lineStart(text, start), open);
    return { root, problems: [problem], sureTo };
  } catch (error) {
    if (error instanceof RangeError) return refused('too-deep', TOO_DEEP, 0);
    throw error;
  }
}

function firstProblem({ problems }: ParsedYaml): number {
  return problems[0]?.span.start ?? Infinity;
}

/** Where the outermost flow collection or text begins that an error is in: it may have no end. */
function openAt(node: YamlNode, offset: number): number {
  const children =
    node.kind === 'map'
      ? node.entries.flatMap(({ key, value }) => [key, value])
      : node.kind === 'list'
        ? node.items
        : [];
  const isOpen =
    node.kind === 'scalar' || ((node.kind === 'map' || node.kind === 'list') && node.flow);
  if (isOpen && touches(node, offset)) return node.start;
  return Math.min(offset, ...children.map((child) => openAt(child, offset)));
}

const TOO_DEEP = `This document nests deeper than ${MAX_DEPTH} levels and is not checked.`;

const BOMB =
  'The aliases of this document stand for more than a million values: kubectl refuses it, and it is not checked.';

function notAllowed(text: string, at: number): string {
  const code = text.charCodeAt(at).toString(16).toUpperCase().padStart(4, '0');
  return `YAML does not allow the character U+${code}: the document is not checked.`;
}

function tooLarge(length: number): string {
  return `This document has ${(length / 1e6).toFixed(1)} million characters, more than the API server takes, and is not checked.`;
}

function refused(code: SyntaxProblem['code'], message: string, at: number): ParsedYaml {
  return { root: undefined, problems: [{ code, message, span: { start: at, end: at } }] };
}

function sentence(text: string): string {
  const line = (text.split('\n')[0] ?? '').replace(/\bclosing (["'])quote/, 'closing $1 quote');
  return capitalized(line);
}
