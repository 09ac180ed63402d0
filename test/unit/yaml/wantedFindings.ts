import type { Finding } from '../../../src/yaml/findings/finding.ts';
import { LineIndex } from '../../../src/yaml/parse/lineIndex.ts';

/** What a fixture says of a line: `# want GV001@3 warning "part of the message"`, several by commas. */
interface Wanted {
  readonly line: number;
  readonly code: string;
  /** From 1; where it is not told, any will do. As the severity. */
  readonly column: number | undefined;
  readonly severity: string | undefined;
  readonly part: string;
}

const WANT =
  /(?<code>[\w-]+)(?:@(?<column>\d+))?(?: (?<severity>error|warning|information|hint))?(?: (?<part>"(?:[^"\\]|\\.)*"))?(?:, |$)/y;

/** The findings that a fixture wants. Throws where it does not say what their message is. */
export function wantedFindings(text: string): readonly Wanted[] {
  return text.split(/\r?\n/).flatMap((line, index) => {
    const [, marker] = /# want (.+)$/.exec(line) ?? [];
    return marker === undefined ? [] : wantedOfLine(marker, index + 1);
  });
}

function wantedOfLine(marker: string, line: number): readonly Wanted[] {
  const wanted: Wanted[] = [];
  for (let at = 0; at < marker.length;) {
    WANT.lastIndex = at;
    const { code, column, severity, part } = WANT.exec(marker)?.groups ?? {};
    if (code === undefined || part === undefined || part.length < MIN_PART) {
      throw new Error(`line ${line} wants no CODE "part of the message": ${marker.slice(at)}`);
    }
    at = WANT.lastIndex;
    wanted.push({
      line,
      code,
      column: column === undefined ? undefined : Number(column),
      severity,
      part: JSON.parse(part) as string,
    });
  }
  return wanted;
}

/** With its quotes: less says nothing. */
const MIN_PART = 6;

/** Findings and wishes as texts that are equal when each finding is as it is wanted. */
export function besideWanted(
  text: string,
  findings: readonly Finding[],
): { readonly found: readonly string[]; readonly wanted: readonly string[] } {
  const open = [...wantedFindings(text)];
  const wanted = open.map(textOf);
  const lines = new LineIndex(text);
  const found = findings.map(({ code, severity, message, span }) => {
    const { line, column } = lines.positionOf(span.start);
    const one = { line: line + 1, column: column + 1, code, severity, part: message };
    const index = open.findIndex((want) => isWanted(one, want));
    const [want] = index === -1 ? [] : open.splice(index, 1);
    return textOf(want ?? one);
  });
  return { found: found.toSorted(), wanted: wanted.toSorted() };
}

function isWanted(found: Wanted, want: Wanted): boolean {
  return (
    found.line === want.line &&
    found.code === want.code &&
    (want.column ?? found.column) === found.column &&
    (want.severity ?? found.severity) === found.severity &&
    found.part.includes(want.part)
  );
}

function textOf({ line, column = 0, code, severity = '', part }: Wanted): string {
  return `${line}:${column} ${code} ${severity} ${part}`;
}
