import { type Finding, shiftFinding } from '../findings/finding.ts';
import type { YamlScalar } from '../parse/yamlNode.ts';

/** A text that a scalar holds, and the way back to where it is written. */
export interface PlacedText {
  readonly text: string;
  /** What was found in the text, at its place around it. */
  readonly outside: (finding: Finding) => Finding;
}

/**
 * The text of a scalar with the places of its characters. In a literal block it is read as it is
 * written, so that it can be mended there; folded or quoted, its places are known and it is not
 * mended.
 */
export function placedText(scalar: YamlScalar, source: string): PlacedText {
  if (scalar.style === 'literal') {
    const text = source.slice(scalar.start, scalar.end);
    return { text, outside: (finding) => shiftFinding(finding, scalar.start) };
  }
  const offsets = offsetsOf(scalar, source);
  const at = (offset: number): number => offsets[offset] ?? scalar.end;
  return {
    text: scalar.text,
    outside: ({ span, fixes, ...finding }) => ({
      ...finding,
      span: { start: at(span.start), end: Math.max(at(span.start), at(span.end - 1) + 1) },
      fixes: fixes.filter(({ edits }) => edits.length === 0),
    }),
  };
}

/**
 * Where each character of a scalar's text is written. Folding and escapes change blanks and line
 * breaks alone and leave the order of all others, so that each is found behind the one before it.
 */
function offsetsOf({ text, style, start, end }: YamlScalar, source: string): readonly number[] {
  const units = [...unitsOf(source.slice(start, end), style)];
  const offsets: number[] = [];
  let next = 0;
  for (const char of text) {
    if (!/\s/.test(char)) while (next < units.length && units[next]?.char !== char) next++;
    const unit = units[Math.min(next, units.length - 1)];
    for (let half = 0; half < char.length; half++) offsets.push(start + (unit?.at ?? 0));
    if (unit?.char === char) next++;
  }
  return offsets;
}

/** The characters of what is written, escapes undone, each with its place. */
function* unitsOf(
  written: string,
  style: YamlScalar['style'],
): Generator<{ readonly char: string; readonly at: number }> {
  const quote = style === 'double' || style === 'single' ? 1 : 0;
  const inner = written.slice(quote, written.length - quote);
  const pattern = style === 'double' ? ESCAPED : style === 'single' ? DOUBLED : ANY;
  for (const { 0: unit, index } of inner.matchAll(pattern)) {
    yield {
      char: /^(?:\\|'')/.test(unit) && style !== 'folded' ? meaningOf(unit) : unit,
      at: quote + index,
    };
  }
}

const ANY = /[^]/gu;
const DOUBLED = /''|[^]/gu;
const ESCAPED = /\\(?:x[0-9a-fA-F]{2}|u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|[^])|[^]/gu;

function meaningOf(unit: string): string {
  if (unit === "''") return "'";
  const code = unit.slice(1);
  const hex = /^[xuU]([0-9a-fA-F]+)$/.exec(code)?.[1];
  if (hex !== undefined) return String.fromCodePoint(Math.min(Number.parseInt(hex, 16), 0x10ffff));
  return unit.length === 1 ? unit : (ESCAPES[code] ?? code);
}

/** Of the escapes of YAML those that stand for another character than they are written with. */
const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  t: '\t',
  r: '\r',
  '\n': ' ',
  _: '\u00A0',
  N: '\u0085',
  L: '\u2028',
  P: '\u2029',
};
