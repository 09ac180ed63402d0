import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { complete } from '../../../src/yaml/assist/complete.ts';
import { hover } from '../../../src/yaml/assist/hover.ts';
import { type Facts, NO_FACTS } from '../../../src/yaml/facts/facts.ts';
import type { Finding, Fix } from '../../../src/yaml/findings/finding.ts';
import { PartCache } from '../../../src/yaml/findings/partCache.ts';
import { parsePart, type TextRole } from '../../../src/yaml/document/parsedPart.ts';
import { readFacts } from '../../../src/cli/lint/readFacts.ts';
import { sandboxEdit } from '../../../src/yaml/assist/sandboxEdit.ts';
import { splitParts } from '../../../src/yaml/document/splitParts.ts';
import { structureCheck } from '../../../src/yaml/structureCheck.ts';
import type { Span } from '../../../src/yaml/parse/span.ts';
import { validate } from '../../../src/yaml/validate.ts';
import { applyFix } from './applyFix.ts';
import { mutateText, randomText } from './mutateText.ts';
import { bundledDefinitions } from './schema/bundledDefinitions.ts';
import { SeededRandom } from './seededRandom.ts';

const FIXTURES = path.join(import.meta.dirname, '../../fixtures');
const CLUSTER: Facts = {
  ...readFacts(parse(readFileSync(path.join(FIXTURES, 'facts/cluster.yaml'), 'utf8'))),
  cluster: 'prod',
};
/** Longer manifests are taken apart. */
const MAX_LENGTH = 2_000;
const CORPUS = globSync('{rules,structure,valid,workspace}/**/*.yaml', { cwd: FIXTURES })
  .toSorted()
  .map((file) => readFileSync(path.join(FIXTURES, file), 'utf8'))
  .flatMap((text) =>
    text.length > MAX_LENGTH ? splitParts(text).map((part) => part.text) : [text],
  );

const ROLES: readonly TextRole[] = [
  'manifest',
  'manifest',
  'manifest',
  'patch',
  'values',
  'template',
];
const TEXTS = 400;
/** Another one, in the environment, tries other texts. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 1);

describe('Whatever a text holds', async () => {
  const definitions = await bundledDefinitions();
  const structure = structureCheck(definitions);

  function check(text: string, random: SeededRandom): void {
    const role = random.pick(ROLES);
    const facts = random.integer(4) === 0 ? NO_FACTS : CLUSTER;
    const find = (of: string): readonly Finding[] => validate(of, facts, { role, structure });
    const findings = find(text);
    for (const { span, fixes } of findings) {
      inside(text, span);
      for (const { edits } of fixes) for (const edit of edits) inside(text, edit.span);
    }
    for (const finding of findings.slice(0, 6)) {
      for (const fix of finding.fixes) {
        if (fix.edits.length > 0) mends(text, finding, fix, findings, role, find);
      }
    }
    const parts = new PartCache().parts(text, role);
    for (let times = 0; times < 2; times++) {
      const offset = random.integer(text.length + 1);
      for (const { span } of complete(parts, offset, facts, role, definitions)) inside(text, span);
      const said = hover(parts, offset, facts, definitions);
      if (said) inside(text, said.span);
    }
    const className = random.pick(['gvisor', 'kata-vm-isolation', 'gvisor-tainted']);
    const edit = sandboxEdit(text, random.integer(text.length + 1), className, facts);
    if (!edit) return;
    inside(text, edit.span);
    parsesAsBefore(text, { title: className, edits: [edit] }, 'manifest');
  }

  it('a manifest with changes has findings in it, and each fix mends one', () => {
    const random = new SeededRandom(SEED);
    for (let left = TEXTS; left > 0; left--) {
      const text = mutateText(random.pick(CORPUS), random, random.pick(CORPUS));
      explained(text, () => check(text, random));
    }
  });

  it('characters by chance are read without harm', () => {
    const random = new SeededRandom(SEED + 1);
    for (let left = TEXTS; left > 0; left--) {
      const text = randomText(random);
      explained(text, () => check(text, random));
    }
  });
});

function mends(
  text: string,
  finding: Finding,
  fix: Fix,
  before: readonly Finding[],
  role: TextRole,
  find: (text: string) => readonly Finding[],
): void {
  const mended = parsesAsBefore(text, fix, role);
  const count = (findings: readonly Finding[]): number =>
    findings.filter(({ code, message }) => code === finding.code && message === finding.message)
      .length;
  assert.ok(
    count(find(mended)) < count(before),
    `"${fix.title}" leaves ${finding.code} (${finding.message}) in\n${mended}`,
  );
}

/** The text after a fix, which has no more syntax errors than before. */
function parsesAsBefore(text: string, fix: Fix, role: TextRole): string {
  const mended = applyFix(text, fix);
  assert.ok(
    problems(mended, role) <= problems(text, role),
    `"${fix.title}" makes it no YAML:\n${mended}`,
  );
  return mended;
}

function problems(text: string, role: TextRole): number {
  return splitParts(text).flatMap((part) => parsePart(part.text, role).problems).length;
}

function inside(text: string, { start, end }: Span): void {
  assert.ok(start >= 0 && start <= end && end <= text.length, `${start}-${end} is outside`);
}

/** Says of what text an error comes. */
function explained(text: string, run: () => void): void {
  try {
    run();
  } catch (error) {
    throw new Error(`${JSON.stringify(text)}\n${String(error)}`, { cause: error });
  }
}
