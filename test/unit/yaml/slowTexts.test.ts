import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TextRole } from '../../../src/yaml/document/parsedPart.ts';
import { NO_FACTS } from '../../../src/yaml/facts/facts.ts';
import { structureCheck } from '../../../src/yaml/structureCheck.ts';
import { validate } from '../../../src/yaml/validate.ts';
import { bundledDefinitions } from './schema/bundledDefinitions.ts';

const POD =
  'apiVersion: v1\nkind: Pod\nmetadata:\n  name: a\nspec:\n  runtimeClassName: gvisor\n  containers:\n';
const ONE = '    - name: a\n      image: b\n';
const lines = (count: number, line: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => line(index)).join('');
const mounts = lines(60, (at) => `        - {name: v${at}, mountPath: /m${at}, subPath: s}\n`);

/** Half a megabyte each: what was looked at again for every part of it took 5 to 10 s. */
const TEXTS: readonly (readonly [string, TextRole, string])[] = [
  ['lines of actions', 'template', '{{ a }}\n'.repeat(60_000)],
  ['actions on one line', 'template', `x: ${'{{ a }}'.repeat(70_000)}`],
  ['actions that end nowhere', 'template', '{{ '.repeat(160_000)],
  ['blocks that end nowhere', 'template', '{% '.repeat(160_000)],
  ['openings alone', 'manifest', '{%'.repeat(200_000)],
  [
    'blocks',
    'template',
    lines(16_000, (at) => `  {{- if .a${at} }}\n  a: {{ .b }}\n  {{- end }}\n`),
  ],
  ['actions in what is no template', 'manifest', '{{ a }}\n'.repeat(60_000)],
  ['quotes', 'manifest', `x: ${'"'.repeat(200_000)}`],
  ['quotes in an action', 'template', `x: {{ ${'"'.repeat(200_000)} }}`],
  ['variables', 'manifest', `x: ${'${'.repeat(200_000)}`],
  ['brackets', 'manifest', `x: ${'['.repeat(200_000)}`],
  ['comments on one line', 'manifest', `x: 1 ${'# aks-sandbox: ignore '.repeat(20_000)}`],
  ['lines with a tab', 'manifest', `  x:\n    - a\n${'         \t\n'.repeat(50_000)}`],
  ['tabs in a block of text', 'manifest', `  x: |\n    a\n${'    \tb\n'.repeat(80_000)}`],
  ['lines of a list with a tab', 'manifest', `  x:\n${'    - a\n      \t\n'.repeat(35_000)}`],
  ['marks in brackets', 'manifest', `  x: [${'a?, '.repeat(100_000)}]\n`],
  ['escapes', 'manifest', `  x: "${'\\\\/'.repeat(100_000)}"\n`],
  ['quotes that hold actions', 'manifest', `  x: {\n${`  y: '{{ a }}'\n`.repeat(40_000)}`],
  ['quotes that open', 'manifest', `  x: {{\n${`- "a'\n`.repeat(80_000)}`],
  [
    '300 containers of 60 mounts',
    'manifest',
    lines(300, (at) => `    - name: c${at}\n      image: b\n      volumeMounts:\n${mounts}`),
  ],
];

describe('A text that is made to take time', async () => {
  const structure = structureCheck(await bundledDefinitions());
  for (const [name, role, text] of TEXTS) {
    it(`takes none: ${name}`, () => {
      const took = [1, 2].map(() => {
        const began = performance.now();
        validate(POD + ONE + text, NO_FACTS, { role, structure });
        return performance.now() - began;
      });
      assert.ok(Math.min(...took) < 2000, `${Math.min(...took)} ms`);
    });
  }
});
