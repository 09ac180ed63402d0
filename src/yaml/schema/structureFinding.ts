import type { CodeOf } from '../catalogue/findingCatalogue.ts';
import type { Finding, Fix } from '../findings/finding.ts';
import { findingOf } from '../findings/findingOf.ts';
import type { YamlScalar } from '../parse/yamlNode.ts';
import type { Span } from '../parse/span.ts';

export interface StructureFinding extends Finding {
  readonly code: CodeOf<'structure'>;
}

/** A finding as grave as the catalogue has it. */
export function structureFinding(
  code: CodeOf<'structure'>,
  span: Span,
  message: string,
  ...fixes: readonly (Fix | undefined)[]
): StructureFinding {
  return findingOf(
    code,
    span,
    message,
    fixes.filter((fix) => fix !== undefined),
  );
}

/** Puts quotes around a plain scalar; with a tag, quotes would not make a text of it. */
export function quoteFix(scalar: YamlScalar, what: 'value' | 'key'): Fix | undefined {
  if (scalar.tag !== '' || scalar.style !== 'plain') return undefined;
  const { start, end } = scalar;
  return {
    title: `Quote this ${what}`,
    edits: [
      { span: { start, end: start }, newText: '"' },
      { span: { start: end, end }, newText: '"' },
    ],
    preferred: true,
  };
}

/** Replaces a scalar of one line, quotes included; `sure` that a person would choose it. */
export function replaceFix(title: string, span: Span, newText: string, sure = true): Fix {
  const edits = [{ span: { start: span.start, end: span.end }, newText }];
  return { title, edits, ...(sure ? { preferred: true } : {}) };
}

/** A text for a message: short, on one line. */
export function shown(text: string): string {
  const line = text.replaceAll(/\s+/g, ' ');
  return line.length > MAX_SHOWN ? `${line.slice(0, MAX_SHOWN)}…` : line;
}

const MAX_SHOWN = 40;
