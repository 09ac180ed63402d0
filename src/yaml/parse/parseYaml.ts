import { parseEvents, YAMLException } from 'js-yaml';
import { parseDocument } from 'yaml';
import { expandedSize } from './expandedSize.ts';
import { fromDocument } from './fromDocument.ts';
import { fromEvents } from './fromEvents.ts';
import type { YamlNode } from './yamlNode.ts';
import type { Span } from './span.ts';

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
const MAX_BROKEN_PART = 1_000_000;

/**
 * Reads one YAML document. js-yaml reads what is correct, ten times as fast; what it refuses is
 * read by `yaml`, which goes on behind an error. Both give the same tree of a correct text
 * (tested).
 */
export function parseYaml(text: string): ParsedYaml {
  if (text.length > MAX_PART) return refused('too-large', tooLarge(text.length), 0);
  const bad = text.search(NOT_PRINTABLE);
  if (bad !== -1) return refused('syntax', notAllowed(text, bad), bad);
  const parsed = parseAny(text);
  if (parsed.root && text.includes('*') && expandedSize(parsed.root) > MAX_EXPANDED) {
    return refused('too-large', BOMB, 0);
  }
  return parsed;
}

/** What no YAML text may hold, by the reader of go.yaml.in/yaml `readerc.go` (2026-09). */
const NOT_PRINTABLE = /[[\p{Cc}\p{Cs}\uFFFE\uFFFF]--[\t\n\r\u0085]]/v;

function parseAny(text: string): ParsedYaml {
  try {
    return { root: fromEvents(text, parseEvents(text, { maxDepth: MAX_DEPTH })), problems: [] };
  } catch (error) {
    return parseBroken(text, error);
  }
}

function parseBroken(text: string, error: unknown): ParsedYaml {
  const reason = error instanceof YAMLException ? error.reason : String(error);
  const at = error instanceof YAMLException ? (error.mark?.position ?? 0) : 0;
  if (/depth/i.test(reason)) return refused('too-deep', TOO_DEEP, at);
  if (text.length > MAX_BROKEN_PART) return refused('syntax', sentence(reason), at);
  return readOn(text);
}

/** Reads with `yaml`, which gives of a broken text what there is. */
export function readOn(text: string): ParsedYaml {
  try {
    const document = parseDocument(text, {
      schema: 'failsafe',
      uniqueKeys: false,
      prettyErrors: false,
      strict: false,
      logLevel: 'error',
    });
    const problems = document.errors
      .slice(0, MAX_PROBLEMS)
      .map(({ message, pos: [start, end] }): SyntaxProblem => ({
        code: 'syntax',
        message: sentence(message),
        span: {
          start: Math.min(start, text.length),
          end: Math.min(Math.max(end, start), text.length),
        },
      }));
    return { root: fromDocument(text, document), problems };
  } catch (error) {
    if (error instanceof RangeError) return refused('too-deep', TOO_DEEP, 0);
    throw error;
  }
}

/** An error early in a text is followed by others that it causes. */
const MAX_PROBLEMS = 5;

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
  const line = text.split('\n')[0] ?? '';
  return `${line.charAt(0).toUpperCase()}${line.slice(1)}`;
}
