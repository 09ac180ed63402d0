import { type FindingCode, FINDINGS } from '../catalogue/findingCatalogue.ts';
import type { Severity } from '../catalogue/findingInfo.ts';
import type { Span } from '../parse/span.ts';
import type { Finding, Fix } from './finding.ts';

/** A finding of a code, as grave as the catalogue has it where nothing else is said. */
export function findingOf<Code extends FindingCode>(
  code: Code,
  { start, end }: Span,
  message: string,
  fixes: readonly Fix[] = [],
  severity: Severity = FINDINGS[code].severity,
): Finding & { readonly code: Code } {
  return { code, family: FINDINGS[code].family, severity, message, span: { start, end }, fixes };
}
