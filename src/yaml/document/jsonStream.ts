import { lineEnd } from '../parse/yamlText.ts';
import type { Part } from './splitParts.ts';

/**
 * The objects of a document that is a stream of JSON objects, as `jq` prints them: kubectl reads
 * each (apimachinery `pkg/util/yaml/decoder.go`, 1.36). The very same part when it is none.
 */
export function splitJsonStream(part: Part): readonly Part[] {
  const { start, text } = part;
  if (!mayBeJsonStream(part) || !/\}\s*\{/.test(text)) return [part];
  const parts: Part[] = [];
  let from = 0;
  for (const end of objectEnds(text)) {
    const rest = text.slice(end);
    const next = end + (rest.length - rest.trimStart().length);
    if (text.charAt(next) !== '{') continue;
    parts.push({ start: start + from, text: text.slice(from, next) });
    from = next;
  }
  return from === 0 ? [part] : [...parts, { start: start + from, text: text.slice(from) }];
}

/** Whether a document begins as JSON does: said of each document at each edit. */
export function mayBeJsonStream({ text }: Part): boolean {
  let at = text.startsWith('---') ? lineEnd(text, 0) : 0;
  while (text.charCodeAt(at) <= BLANK) at++;
  return text.charCodeAt(at) === BRACE && /^\{\s*["}]/.test(text.slice(at, at + MAX_BEGINNING));
}

const BLANK = 32;
const BRACE = 123;

/** In characters: an object whose first key is further away is no stream's. */
const MAX_BEGINNING = 1_000;

/** Where objects end that no other one holds. */
function* objectEnds(text: string): Generator<number> {
  let depth = 0;
  for (const { 0: token, index } of text.matchAll(TOKEN)) {
    if (token === '{' || token === '[') depth++;
    else if (token === '}' || token === ']') depth--;
    if (depth === 0 && token === '}') yield index + 1;
  }
}

const TOKEN = /"(?:[^"\\\n]|\\.)*"|[[\]{}]/g;
