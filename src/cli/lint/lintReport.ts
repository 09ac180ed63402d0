import { exhaustive } from '../../base/exhaustive.ts';
import { plainText } from '../../base/text/plainText.ts';
import { type Annotation, githubCommand } from '../../base/report/githubCommand.ts';
import { junitText, type TestCase } from '../../base/report/junit.ts';
import { sarifText } from '../../base/report/sarif.ts';
import { documentationUrl } from '../../yaml/catalogue/documentationUrl.ts';
import { type FindingCode, FINDINGS } from '../../yaml/catalogue/findingCatalogue.ts';
import type { Severity } from '../../yaml/catalogue/findingInfo.ts';
import { reportedPath, reportedUri } from './reportedPath.ts';
import { VERSION } from '../terminal/version.ts';
import type { LintFormat } from './lintOptions.ts';

/** A finding as `lint` writes it; lines and columns count from 1. */
export interface LintedFinding {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly code: FindingCode;
  readonly severity: Severity;
  readonly message: string;
}

/**
 * The findings of a run in one of the formats. `root`: the folder from which the formats of code
 * scanning name files; the others name them as they were given.
 */
export function lintReport(
  findings: readonly LintedFinding[],
  format: LintFormat,
  root: string,
): string {
  switch (format) {
    case 'text':
      return findings.map(textLine).join('');
    case 'json':
      return `${JSON.stringify(findings, undefined, 2).replace(UNSEEN, escaped)}\n`;
    case 'github':
      return findings.map((finding) => githubCommand(annotation(finding, root))).join('');
    case 'junit':
      return junitText(
        'aks-sandbox lint',
        findings.map((finding) => testCase(finding, root)),
      );
    case 'sarif':
      return sarif(findings, root);
    default:
      return exhaustive(format);
  }
}

/** What a terminal obeys or hides; JSON escapes only the first of them by itself. */
const UNSEEN = /[\u007f-\u009f\u2028-\u202e\p{Default_Ignorable_Code_Point}]/gu;

function escaped(character: string): string {
  const units = Array.from({ length: character.length }, (_, at) => character.charCodeAt(at));
  return units.map((unit) => `\\u${unit.toString(16).padStart(4, '0')}`).join('');
}

function textLine({ file, line, column, severity, message, code }: LintedFinding): string {
  return `${plainText(file, 4096)}:${line}:${column}: ${severity}: ${plainText(message, 1000)} [${code}]\n`;
}

const GITHUB_LEVELS: Readonly<Record<Severity, Annotation['level']>> = {
  error: 'error',
  warning: 'warning',
  information: 'notice',
  hint: 'notice',
};

function annotation(finding: LintedFinding, root: string): Annotation {
  return {
    level: GITHUB_LEVELS[finding.severity],
    file: reportedPath(finding.file, root),
    line: finding.line,
    endLine: finding.endLine,
    col: finding.column,
    endColumn: finding.endColumn,
    title: finding.code,
    message: finding.message,
  };
}

/** What does not fail a run is passed, and said nevertheless. */
function testCase(finding: LintedFinding, root: string): TestCase {
  const { file, line, code, severity, message } = finding;
  return {
    className: reportedPath(file, root),
    name: `${code} line ${line}`,
    outcome: { kind: severity === 'error' ? 'failure' : 'skipped', message },
  };
}

const SARIF_LEVELS: Readonly<Record<Severity, string>> = {
  error: 'error',
  warning: 'warning',
  information: 'note',
  hint: 'note',
};

/** SARIF 2.1.0, for code scanning. */
function sarif(findings: readonly LintedFinding[], root: string): string {
  const codes = [...new Set(findings.map(({ code }) => code))].toSorted();
  const rules = codes.map((id) => {
    const { title, why, remedy, severity } = FINDINGS[id];
    return {
      id,
      shortDescription: { text: title },
      fullDescription: { text: why },
      help: { text: remedy },
      helpUri: documentationUrl(id),
      defaultConfiguration: { level: SARIF_LEVELS[severity] },
    };
  });
  const results = findings.map((finding) => ({
    ruleId: finding.code,
    level: SARIF_LEVELS[finding.severity],
    message: { text: plainText(finding.message, 1000) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: reportedUri(finding.file, root) },
          region: {
            startLine: finding.line,
            startColumn: finding.column,
            endLine: finding.endLine,
            endColumn: finding.endColumn,
          },
        },
      },
    ],
  }));
  return sarifText(VERSION, rules, results, { columnKind: 'utf16CodeUnits' });
}
