import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readDefinitions } from '../../../../src/yaml/schema/definitions.ts';
import type { OpenApiDocument } from '../../../../src/yaml/schema/openApi.ts';
import { definitionTable } from '../../../../src/yaml/schema/stripSchema.ts';
import { structureFindings } from './bundledDefinitions.ts';

const META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';
const QUANTITY =
  '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$';

/** As an API server serves a CRD of group example.com. */
const DOCUMENT: OpenApiDocument = {
  components: {
    schemas: {
      'com.example.v1.Widget': {
        type: 'object',
        required: ['spec'],
        properties: {
          apiVersion: { type: 'string' },
          kind: { type: 'string' },
          metadata: { allOf: [{ $ref: `#/components/schemas/${META}` }] },
          spec: {
            type: 'object',
            required: ['size', 'gone'],
            properties: {
              size: { type: 'integer', format: 'int32' },
              gone: { type: 'string', nullable: true },
              port: { 'x-kubernetes-int-or-string': true },
              memory: { 'x-kubernetes-int-or-string': true, pattern: QUANTITY },
              level: { type: 'string', enum: ['low', 'high'] },
              template: {
                type: 'object',
                properties: { a: { type: 'string' } },
                'x-kubernetes-preserve-unknown-fields': true,
              },
              loose: { 'x-kubernetes-preserve-unknown-fields': true },
              bag: { type: 'object' },
              labels: { type: 'object', additionalProperties: { type: 'string' } },
              on: { type: 'string' },
            },
          },
        },
        'x-kubernetes-group-version-kind': [
          { group: 'example.com', version: 'v1', kind: 'Widget' },
        ],
      },
      [META]: { type: 'object', properties: { name: { type: 'string' } } },
      'io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions': {
        type: 'object',
        properties: { apiVersion: {}, kind: {} },
        'x-kubernetes-group-version-kind': [
          { group: 'example.com', version: 'v1', kind: 'DeleteOptions' },
        ],
      },
    },
  },
};

const definitions = readDefinitions(definitionTable('1.36.3', [DOCUMENT]));

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
    const { schemas } = definitionTable('1.36.3', [DOCUMENT]);
    assert.deepEqual(Object.keys(schemas), ['com.example.v1.Widget', META]);
  });
});
