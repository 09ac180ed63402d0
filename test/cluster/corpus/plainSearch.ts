/** The name of a class that no cluster has. */
export const UNKNOWN_CLASS = 'corpus-no-such-class';

/** A text in which each pod spec that a plain search finds names a class, and the lines that name one, from 1. */
export interface SearchedText {
  readonly text: string;
  readonly lines: readonly number[];
}

/** A pod spec is what has `containers` whose first item has a name or an image; comments are none. */
export function searchText(text: string): SearchedText {
  const written: string[] = [];
  const lines: number[] = [];
  const given = text.split('\n');
  for (const [index, line] of given.entries()) {
    const [, indent = '', dash = ''] = /^( *)(- )?containers:\s*(?:#.*)?$/.exec(line) ?? [];
    const isPod =
      /^ *(?:- )?containers:/.test(line) && listsContainers(given, index, indent.length);
    if (isPod) lines.push(written.push(`${indent}${dash}runtimeClassName: ${UNKNOWN_CLASS}`));
    written.push(isPod && dash !== '' ? line.replace('- ', '  ') : line);
    if (/^ *(?:- )?runtimeClassName:\s+[^#\s{]/.test(line)) lines.push(written.length);
  }
  return { text: written.join('\n'), lines };
}

const MAX_CONTAINER_LINES = 40;

function listsContainers(lines: readonly string[], at: number, indent: number): boolean {
  const [first = '', ...rest] = lines
    .slice(at + 1, at + MAX_CONTAINER_LINES)
    .filter((line) => !/^\s*(?:#|$)/.test(line));
  const dash = first.indexOf('- ');
  if (dash < indent || first.slice(0, dash).trim() !== '') return false;
  const end = rest.findIndex((line) => line.length - line.trimStart().length <= dash);
  const container = [first, ...(end === -1 ? rest : rest.slice(0, end))];
  return container.some((line) => /^(?:- | {2})(?:name|image):/.test(line.slice(dash)));
}
