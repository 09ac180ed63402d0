import type { Part } from './splitParts.ts';

/**
 * The objects of a document that is a stream of JSON objects, as `jq` prints them: kubectl reads
 * each (apimachinery `pkg/util/yaml/decoder.go`, 1.36). The very same part when it is none.
 */
export function splitJsonStream(part: Part): readonly Part[] {
  const { start, text } = part;
  if (!/^(?:---[^\n]*\n)?\s*\{\s*["}]/.test(text) || !/\}\s*\{/.test(text)) return [part];
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
