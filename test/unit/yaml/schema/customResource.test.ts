import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readDefinitions } from '../../../../src/yaml/schema/types/definitions.ts';
import { structureFindings } from './bundledDefinitions.ts';
import { widgetTable } from './widgetTable.ts';

const definitions = readDefinitions(widgetTable());

function found(spec: string): readonly string[] {
  const text = `apiVersion: example.com/v1\nkind: Widget\nmetadata: {name: a}\nspec: ${spec}\n`;
  return structureFindings(text, definitions).map(
    ({ code, severity, span }) => `${severity} ${code} ${text.slice(span.start, span.end)}`,
  );
}

describe('A custom resource that the cluster describes', () => {
  const CASES: readonly (readonly [string, string, readonly string[]])[] = [
    ['what is right', '{size: 1, gone: null, port: http, memory: 1Gi, level: low}', []],
    ['a port that is a number', '{size: 1, gone: a, port: 80}', []],
    ['a field that is dropped', '{size: 1, gone: a, sise: 2}', ['warning unknown-field sise']],
    ['unknown fields that are kept', '{size: 1, gone: a, template: {b: 1}, loose: {c: 1}}', []],
    [
      'a known field among kept ones',
      '{size: 1, gone: a, template: {a: 1}}',
      ['error quote-value 1'],
    ],
    ['an object of which nothing is said', '{size: 1, gone: a, bag: {x: {y: 1}}}', []],
    ['labels', '{size: 1, gone: a, labels: {x: yes}}', ['error quote-value yes']],
    ['a quantity', '{size: 1, gone: a, memory: 1 GB}', ['error bad-quantity 1 GB']],
    ['an enum', '{size: 1, gone: a, level: Low}', ['error not-in-enum Low']],
    ['what is missing', '{size: null}', ['error missing-field size', 'error missing-field spec']],
    ['a key that kubectl renames', '{size: 1, gone: a, on: b}', ['warning quote-value on']],
  ];
  for (const [what, spec, wanted] of CASES) {
    it(what, () => assert.deepEqual(found(spec), wanted));
  }

  it('drops from the table what no manifest reaches', () => {
    const [widget, metadata, ...rest] = Object.keys(widgetTable().schemas);
    assert.equal(widget, 'com.example.v1.Widget');
    assert.match(metadata ?? '', /ObjectMeta$/);
    assert.deepEqual(rest, []);
  });
});
