import { plainText } from '../text/plainText.ts';

/** One thing that was checked. */
export interface TestCase {
  readonly className: string;
  readonly name: string;
  /** Why it is not passed; absent where it is. */
  readonly outcome?: {
    readonly kind: 'failure' | 'error' | 'skipped';
    readonly message: string;
  };
}

const MAX_TEXT = 2000;

/**
 * A report in the XML of JUnit, as CI systems read it (testmoapp/junitxml, 2026). `notes` are of no
 * case: they stand where a program's output does.
 */
export function junitText(
  suite: string,
  cases: readonly TestCase[],
  notes: readonly string[] = [],
): string {
  const count = (kind: string) => cases.filter(({ outcome }) => outcome?.kind === kind).length;
  const counts = `tests="${cases.length}" failures="${count('failure')}" errors="${count('error')}" skipped="${count('skipped')}"`;
  return [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites ${counts}>`,
    `  <testsuite name="${xml(suite)}" ${counts}>`,
    ...cases.flatMap(caseLines),
    ...(notes.length === 0
      ? []
      : [`    <system-out>${notes.map((note) => xml(note)).join('\n')}</system-out>`]),
    '  </testsuite>',
    '</testsuites>',
    '',
  ].join('\n');
}

function caseLines({ className, name, outcome }: TestCase): readonly string[] {
  const open = `    <testcase classname="${xml(className)}" name="${xml(name)}"`;
  if (!outcome) return [`${open}/>`];
  return [
    `${open}>`,
    `      <${outcome.kind} message="${xml(outcome.message)}"/>`,
    '    </testcase>',
  ];
}

/** Text as the value of an attribute, without what XML 1.0 cannot hold. */
function xml(text: string): string {
  return plainText(text, MAX_TEXT)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD');
}
