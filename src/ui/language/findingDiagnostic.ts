import { Diagnostic, DiagnosticSeverity, Position, Range, Uri } from 'vscode';
import { documentationUrl } from '../../yaml/catalogue/documentationUrl.ts';
import type { Severity } from '../../yaml/catalogue/findingInfo.ts';
import type { Finding } from '../../yaml/findings/finding.ts';

const SEVERITIES: Readonly<Record<Severity, DiagnosticSeverity>> = {
  error: DiagnosticSeverity.Error,
  warning: DiagnosticSeverity.Warning,
  information: DiagnosticSeverity.Information,
  hint: DiagnosticSeverity.Hint,
};

/** A diagnostic of ours, with the finding that it shows. */
export class ManifestDiagnostic extends Diagnostic {
  readonly finding: Finding;

  constructor(range: Range, finding: Finding) {
    super(range, finding.message, SEVERITIES[finding.severity]);
    this.finding = finding;
    this.source = 'AKS Sandbox';
    this.code = { value: finding.code, target: Uri.parse(documentationUrl(finding.code)) };
  }
}

/** The diagnostic of a finding, wherever lines and columns, from 0, come from. */
export function findingDiagnostic(
  finding: Finding,
  positionOf: (offset: number) => { readonly line: number; readonly column: number },
): ManifestDiagnostic {
  const [start, end] = [positionOf(finding.span.start), positionOf(finding.span.end)];
  const range = new Range(
    new Position(start.line, start.column),
    new Position(end.line, end.column),
  );
  return new ManifestDiagnostic(range, finding);
}
