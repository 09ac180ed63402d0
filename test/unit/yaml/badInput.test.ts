import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { complete } from '../../../src/yaml/assist/complete.ts';
import { hover } from '../../../src/yaml/assist/hover.ts';
import { NO_FACTS } from '../../../src/yaml/facts/facts.ts';
import { PartCache } from '../../../src/yaml/findings/partCache.ts';
import { sandboxEdit } from '../../../src/yaml/assist/sandboxEdit.ts';
import { structureCheck } from '../../../src/yaml/structureCheck.ts';
import { MAX_TEXT } from '../../../src/yaml/document/textGate.ts';
import { validate } from '../../../src/yaml/validate.ts';
import { bundledDefinitions } from './schema/bundledDefinitions.ts';

const POD =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers: [{name: a, image: b}]\n';
const ANCHORS = 'abcdefghi';
const BOMB = Array.from(ANCHORS, (name, index) => {
  const item = index === 0 ? 'x' : `*${ANCHORS.charAt(index - 1)}`;
  return `  ${name}: &${name} [${Array(9).fill(item).join(', ')}]\n`;
}).join('');
const MERGES = Array.from({ length: 60 }, (_, index) => {
  const merged =
    index === 0
      ? 'k: v'
      : `<<: [${Array(3)
          .fill(`*m${index - 1}`)
          .join(', ')}]`;
  return `  x${index}: &m${index} {${merged}}\n`;
}).join('');

/** What a text holds, the text, and the one thing that is said of it. */
const BAD: readonly (readonly [string, string, string])[] = [
  ['50 MB in a comment', `${POD}# ${'x'.repeat(50_000_000)}`, 'too-large'],
  ['50 MB in a value', `${POD}---\na: ${'x'.repeat(50_000_000)}\n`, 'too-large'],
  ['10 MB in one document', `${POD}  hostname: ${'x'.repeat(10_000_000)}\n`, 'too-large'],
  ['100,000 documents', `---\n${POD}`.repeat(100_000), 'too-large'],
  ['1,000 maps in each other', `${POD}  x: ${'{a: '.repeat(1000)}1${'}'.repeat(1000)}`, 'too-deep'],
  ['1,000 lists in each other', `${POD}  x: ${'['.repeat(1000)}${']'.repeat(1000)}`, 'too-deep'],
  ['100,000 lists that do not end', `${POD}  x: ${'['.repeat(100_000)}`, 'too-deep'],
  ['a bomb of aliases', `${POD}  x:\n${BOMB.replaceAll(/^/gm, '  ')}`, 'too-large'],
  ['a bomb of merge keys', `${POD}${MERGES}  <<: *m59\n`, 'too-large'],
  ['half a surrogate pair', `${POD}  hostname: \uD800\n`, 'syntax'],
  ['NUL', `${POD}  hostname: a\0b\n`, 'syntax'],
  ['100,000 NULs', `${POD}${'\0'.repeat(100_000)}`, 'syntax'],
];

/** Texts that are slow to read for whoever reads them from every place to the end. */
const SLOW: readonly (readonly [string, string])[] = [
  ['braces that do not end', `${POD}  hostname: ${'{{'.repeat(10_000)}\n`],
  ['quotes in braces', `${POD}  hostname: ${'{{ "'.repeat(10_000)}\n`],
  ['actions that do not end', `${POD}  hostname: ${'{% '.repeat(10_000)}\n`],
  ['variables that do not end', `${POD}  hostname: ${'${'.repeat(100_000)}\n`],
  ['comments that ignore nothing', `${POD}${'# aks-sandbox: ignore[X]\n'.repeat(100_000)}`],
  ['a million blank lines', `${POD}${'\n'.repeat(1_000_000)}`],
];

describe('A text that is made to do harm', async () => {
  const definitions = await bundledDefinitions();
  const structure = structureCheck(definitions);

  function assist(text: string): void {
    if (text.length > MAX_TEXT) return;
    const parts = new PartCache().parts(text, 'manifest');
    for (const offset of [60, text.length - 1]) {
      complete(parts, offset, NO_FACTS, 'manifest', definitions);
      hover(parts, offset, NO_FACTS, definitions);
    }
  }

  for (const [what, text, code] of BAD) {
    it(`has one finding: ${what}`, () => {
      const findings = validate(text, NO_FACTS, { structure });
      assert.deepEqual(
        findings.map((finding) => finding.code),
        [code],
      );
      assist(text);
    });
  }

  for (const [what, text] of SLOW) {
    it(`is read in no more work than its length asks for: ${what}`, () => {
      assert.deepEqual(validate(text, NO_FACTS, { structure }), []);
      assist(text);
    });
  }

  it('has at most 2,000 findings, and is sandboxed as far as that goes', () => {
    const containers = Array.from({ length: 5_000 }, (_, index) => `    - {name: c${index}}\n`);
    const text = `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  runtimeClassName: kata\n  containers:\n${containers.join('')}`;
    assert.equal(validate(text, NO_FACTS, { structure }).length, 2_000);
    const edit = sandboxEdit(text, 60, 'kata-vm-isolation', NO_FACTS);
    assert.match(edit?.newText ?? '', /kata-vm-isolation/);
  });
});
