import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { documentationUrl } from '../../../../src/yaml/catalogue/documentationUrl.ts';
import { FINDINGS } from '../../../../src/yaml/catalogue/findingCatalogue.ts';
import { SEVERITIES, type Severity } from '../../../../src/yaml/catalogue/findingInfo.ts';
import { MAX_TEXT } from '../../../../src/yaml/document/textGate.ts';
import { NO_FACTS } from '../../../../src/yaml/facts/facts.ts';
import { readDefinitions } from '../../../../src/yaml/schema/types/definitions.ts';
import { structureCheck } from '../../../../src/yaml/structureCheck.ts';
import { validate } from '../../../../src/yaml/validate.ts';
import { rulesPage } from '../../../docs/rulesPage.ts';
import { bundledDefinitions } from '../schema/bundledDefinitions.ts';
import { widgetTable } from '../schema/widgetTable.ts';

const ROOT = path.join(import.meta.dirname, '../../../..');
const PAGE = readFileSync(path.join(ROOT, 'docs/rules.md'), 'utf8');
const HEADINGS = [...PAGE.matchAll(/^### (.+)$/gm)].map(([, heading = '']) => heading);

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: {containers: [{name: a}]}\n';
const UNREADABLE: readonly string[] = [
  `${POD}a: [\n`,
  `${POD}a: ${'['.repeat(1000)}${']'.repeat(1000)}\n`,
  `${POD}# ${'x'.repeat(10_000_000)}`,
  `${POD}# ${'x'.repeat(MAX_TEXT)}`,
];
const WIDGET =
  'apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: a}\nspec: {size: 1, gone: a, bogus: 1}\n';

/** The severities that findings really have: in the fixtures, in texts that cannot be read, in a custom resource. */
async function found(): Promise<ReadonlyMap<string, ReadonlySet<Severity>>> {
  const fixtures = globSync('test/fixtures/structure/*.yaml', { cwd: ROOT });
  const texts = fixtures.map((file) => readFileSync(path.join(ROOT, file), 'utf8'));
  const structure = structureCheck(await bundledDefinitions());
  const custom = structureCheck(readDefinitions(widgetTable()));
  const findings = [
    ...[...texts, ...UNREADABLE].flatMap((text) => validate(text, NO_FACTS, { structure })),
    ...validate(WIDGET, NO_FACTS, { structure: custom }),
  ];
  const severities = new Map<string, Set<Severity>>();
  for (const { code, severity } of findings) {
    severities.set(code, (severities.get(code) ?? new Set()).add(severity));
  }
  return severities;
}

/** Codes whose findings may be less grave than the catalogue says; `why` tells when. */
const LESS_GRAVE: Readonly<Record<string, readonly Severity[]>> = {
  'unknown-kind': ['warning', 'information'],
  'unknown-field': ['warning'],
  'quote-value': ['warning'],
  'too-large': ['warning'],
};

describe('The catalogue of findings', async () => {
  const severities = await found();

  for (const [code, info] of Object.entries(FINDINGS)) {
    it(`tells of ${code} what it is, why that matters and what to do, in sentences`, () => {
      assert.match(info.title, /[^.]$/);
      for (const text of [info.why, info.remedy])
        assert.match(text, /^(?:[A-Z`]|gVisor|kubectl|runsc).*\.$/);
      assert.match(info.source, /\S/);
    });

    if (info.family === 'sandbox' || info.family === 'cluster') continue;
    it(`has ${code} as grave as its findings are`, () => {
      const own = [info.severity, ...(LESS_GRAVE[code] ?? [])];
      assert.deepEqual(
        SEVERITIES.filter((one) => severities.get(code)?.has(one)),
        own,
      );
      for (const less of own.slice(1)) assert.match(info.why, new RegExp(less));
    });
  }
});

describe('docs/rules.md', () => {
  it('is what `npm run docs:rules` makes of the catalogue', () => assert.equal(PAGE, rulesPage()));

  it('has one heading for each code, where the links lead', () => {
    assert.deepEqual(HEADINGS.toSorted(), Object.keys(FINDINGS).toSorted());
    assert.match(documentationUrl('GV001'), /\/blob\/main\/docs\/rules\.md#gv001$/);
    assert.match(documentationUrl('unknown-field'), /#unknown-field$/);
  });
});
