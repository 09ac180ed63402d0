import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseYaml } from '../../../../src/yaml/parse/parseYaml.ts';
import { checkStructure } from '../../../../src/yaml/schema/checkStructure.ts';
import { readDefinitions } from '../../../../src/yaml/schema/types/definitions.ts';
import type { StructureOptions } from '../../../../src/yaml/schema/structureOptions.ts';
import { bundledDefinitions, structureFindings } from './bundledDefinitions.ts';

describe('Checking the structure of an object', async () => {
  const definitions = await bundledDefinitions();

  function codes(text: string, options?: StructureOptions): readonly string[] {
    return structureFindings(text, definitions, options).map(
      ({ code, span }) => `${code} ${text.slice(span.start, span.end)}`,
    );
  }

  it('misses nothing in a part of an object, but reads what is there', () => {
    const patch =
      'apiVersion: apps/v1\nkind: Deployment\nspec: {replicas: "2", template: {spec: {containers: [{image: b}]}}}';
    assert.deepEqual(codes(patch, { partial: true }), ['wrong-type "2"']);
  });

  it('takes the directives of a strategic merge patch where they are allowed', () => {
    const patch =
      'apiVersion: v1\nkind: Pod\nmetadata: {name: a, labels: {$patch: replace}}\nspec:\n  $retainKeys: [a]\n  $setElementOrder/containers: [{name: a}]\n  containers: [{$patch: delete, name: a}]';
    assert.deepEqual(codes(patch, { partial: true, allowDirectives: true }), []);
    assert.deepEqual(codes(patch, { partial: true }), [
      'unknown-field $retainKeys',
      'unknown-field $setElementOrder/containers',
      'unknown-field $patch',
    ]);
  });

  it('says nothing of placeholders, nor of what they may bring', () => {
    const isPlaceholder: StructureOptions['isPlaceholder'] = ({ text }) => /^X+$/.test(text);
    const text =
      'apiVersion: apps/v1\nkind: Deployment\nmetadata: {XXX: XXX}\nspec:\n  XXXX: XXXX\n  replicas: XX\n  selector: XXX\n  template: {spec: {XXXX: , hostNetwork: XX, bogus: XX}}\n';
    assert.deepEqual(codes(text, { isPlaceholder }), ['unknown-field bogus']);
    assert.deepEqual(codes('apiVersion: XX\nkind: Pod\nspec: {a: 1, a: 2}', { isPlaceholder }), [
      'duplicate-key a',
    ]);
  });

  it('does not look for a name where an object only asks something', () => {
    const text = 'apiVersion: authentication.k8s.io/v1\nkind: TokenReview\nspec: {token: a}';
    assert.deepEqual(codes(text), []);
  });

  it('finds one duplicate among 20,000 keys', () => {
    const keys = Array.from({ length: 20_000 }, (_, index) => `  k${index}: v\n`).join('');
    const text = `apiVersion: v1\nkind: ConfigMap\nmetadata: {name: a}\ndata:\n${keys}  k7: v\n`;
    assert.deepEqual(codes(text), ['duplicate-key k7']);
  });

  it('walks what an alias stands for once, however often it is there', () => {
    const bomb = Array.from({ length: 200 }, (_, index) => {
      const inner =
        index === 0
          ? 'bogus: 1'
          : `items: [${'*a0, '.replaceAll('0', String(index - 1)).repeat(9)}]`;
      return `  k${index}: &a${index} {${inner}}\n`;
    }).join('');
    const text = `apiVersion: example.com/v1\nkind: Bomb\nspec:\n${bomb}`;
    assert.deepEqual(codes(text), []);
    const pod = `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers: [&c {name: a, image: a, bogus: 1}${', *c'.repeat(5_000)}]\n`;
    assert.deepEqual(codes(pod), ['unknown-field bogus']);
  });

  it('follows a long chain of aliases only so far', () => {
    const chain = Array.from({ length: 500 }, (_, index) =>
      index === 0 ? 'k0: &a0 {}\n' : `k${index}: &a${index} {x: *a${index - 1}}\n`,
    ).join('');
    const { root } = parseYaml(`apiVersion: example.com/v1\nkind: Chain\n${chain}`);
    assert.ok(root);
    assert.deepEqual(checkStructure(root, definitions), []);
  });

  it('takes the name of no kind or type for one of an object in JavaScript', () => {
    const gvk = { group: '', version: 'v1', kind: 'constructor' };
    const schemas = {
      'io.k8s.api.core.v1.constructor': {
        type: 'object',
        properties: {
          apiVersion: { type: 'string' },
          kind: { type: 'string' },
          spec: { type: 'object', properties: { a: { type: 'string' } } },
        },
        'x-kubernetes-group-version-kind': [gvk],
      },
    } as const;
    const served = readDefinitions({ kubernetes: '1.36', schemas });
    const { root } = parseYaml('apiVersion: v1\nkind: constructor\nspec: {a: b, bogus: c}\n');
    assert.ok(root);
    assert.deepEqual(
      checkStructure(root, served).map(({ code }) => code),
      ['unknown-field'],
    );
  });

  it('says no more than can be read', () => {
    const keys = Array.from({ length: 5_000 }, (_, index) => `  k${index}: v\n`).join('');
    const text = `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  containers: []\n${keys}`;
    assert.equal(codes(text).length, 500);
  });

  it('reads what nests as deep as a document may', () => {
    const deep = `${'{a: '.repeat(195)}1${'}'.repeat(195)}`;
    const text = `apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec: ${deep}\n`;
    assert.deepEqual(codes(text), ['unknown-field a', 'missing-field spec']);
  });

  it('says nothing of what is no map', () => {
    for (const text of ['- a', 'a', '[]', '{}', 'a: 1\na: 2']) assert.deepEqual(codes(text), []);
  });
});
