import type { SeededRandom } from './seededRandom.ts';

/** What a hand that types, pastes and deletes may do to a text, and what only a broken file holds. */
const MUTATIONS: readonly ((text: string, random: SeededRandom, other: string) => string)[] = [
  (text, random) => replace(text, random, ''),
  (text, random) => replace(text, random, random.pick(SNIPPETS)),
  (text, random) => insert(text, random.integer(text.length + 1), random.pick(SNIPPETS)),
  (text, random) => insert(text, random.integer(text.length + 1), char(random)),
  (text, random) => text.slice(0, random.integer(text.length + 1)),
  (text, random, other) => {
    const start = random.integer(other.length);
    const piece = other.slice(start, start + random.integer(120));
    return insert(text, random.integer(text.length + 1), piece);
  },
  (text, random) => withLines(text, (lines) => lines.toSpliced(random.integer(lines.length), 1)),
  (text, random) =>
    withLines(text, (lines) =>
      lines.toSpliced(random.integer(lines.length), 0, random.pick(lines)),
    ),
  (text, random) => changeLine(text, random, (line) => ` ${line}`),
  (text, random) => changeLine(text, random, (line) => line.replace(/^ {1,2}/, '')),
  (text, random) => changeLine(text, random, (line) => `${line} # ${random.pick(SNIPPETS)}`),
  (text, random) => changeLine(text, random, (line) => line.replace(/:.*$/, ':')),
  (text, random) =>
    changeLine(text, random, (line) => line.replace(/: .*$/, `: ${random.pick(SNIPPETS)}`)),
  (text, random) => changeLine(text, random, (line) => line.replace(/^(\s*)- /, '$1  ')),
  (text) => text.replaceAll(/\r?\n/g, '\r\n'),
  (text) => `\uFEFF${text}`,
  (text) => text.trimEnd(),
];

const SNIPPETS = [
  ':',
  ': ',
  '- ',
  '? ',
  '{',
  '}',
  '[',
  ']',
  ',',
  '"',
  "'",
  '|\n',
  '>-\n',
  '#',
  ' #',
  '%',
  '&a ',
  '*a',
  '<<: *a\n',
  '!!str ',
  '!x ',
  '---\n',
  '...\n',
  '\t',
  '\n',
  '\r',
  '\0',
  '@',
  '`',

  'null',
  '~',
  'yes',
  '0777',
  '1_000',
  '{}',
  '[]',
  '""',
  "''",
  '-1',
  '1e9',
  '.nan',
  '2001-01-01',

  '{{ .Values.x }}',
  '{{- if x }}\n',
  '{% x %}',
  '${X}',
  '<x>',
  '\uD800',
  '\uE000',
  '😀',
  '\u2028',
  'hostNetwork: true\n',
  'runtimeClassName: gvisor\n',
  'runtimeClassName: kata-vm-isolation\n',
  '  runtimeClassName: gvsior\n',
  'nodeSelector: {disktype: sdd}',
  'resources:',
  'kind: Pod\n',
  'apiVersion: v1\n',
  'privileged: true',
  'constructor',
  '__proto__: 1\n',
  '? {a: b}\n: c\n',
];

/** A text after one to four changes. */
export function mutateText(text: string, random: SeededRandom, other: string): string {
  let mutated = text;
  for (let left = 1 + random.integer(4); left > 0; left--) {
    mutated = random.pick(MUTATIONS)(mutated, random, other);
  }
  return mutated;
}

/** Any characters, those that mean something in YAML among them. */
export function randomText(random: SeededRandom): string {
  let text = random.integer(2) === 0 ? 'apiVersion: v1\nkind: Pod\n' : '';
  for (let left = random.integer(120); left > 0; left--) {
    text += random.integer(3) === 0 ? random.pick(SNIPPETS) : char(random);
  }
  return text;
}

function char(random: SeededRandom): string {
  const below = random.pick([32, 128, 0x800, 0x1_0000]);
  return String.fromCharCode(random.integer(below));
}

function insert(text: string, at: number, piece: string): string {
  return text.slice(0, at) + piece + text.slice(at);
}

function replace(text: string, random: SeededRandom, piece: string): string {
  const start = random.integer(text.length + 1);
  return text.slice(0, start) + piece + text.slice(start + random.integer(30));
}

function withLines(text: string, change: (lines: string[]) => string[]): string {
  return change(text.split('\n')).join('\n');
}

function changeLine(text: string, random: SeededRandom, change: (line: string) => string): string {
  return withLines(text, (lines) => {
    const index = random.integer(lines.length);
    return lines.with(index, change(lines[index] ?? ''));
  });
}
