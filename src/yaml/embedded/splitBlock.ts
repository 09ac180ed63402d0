import { type Part, splitParts } from '../document/splitParts.ts';

/**
 * The documents of an embedded text. Where it is read as it stands in a block, each line has the
 * indentation of the block, the separators too.
 */
export function splitBlock(text: string): readonly Part[] {
  const indentation = /^(?:[ \t]*\r?\n)*( *)\S/.exec(text)?.[1] ?? '';
  if (indentation === '') return splitParts(text);
  const parts: Part[] = [];
  let start = 0;
  const separator = new RegExp(`^${indentation}---[ \\t]*(?:#.*)?$`, 'gm');
  for (const { 0: line, index } of text.matchAll(separator)) {
    parts.push({ start, text: text.slice(start, index) });
    start = index + line.length;
  }
  parts.push({ start, text: text.slice(start) });
  return parts;
}
