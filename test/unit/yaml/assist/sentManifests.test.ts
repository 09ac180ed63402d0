import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { jsonOf } from '../../../../src/yaml/parse/jsonOf.ts';
import { PartCache } from '../../../../src/yaml/findings/partCache.ts';
import { parseYaml } from '../../../../src/yaml/parse/parseYaml.ts';
import { placeOfField, sentManifests, stepsOf } from '../../../../src/yaml/assist/sentManifests.ts';

describe('What kubectl sends', () => {
  const CASES: readonly (readonly [string, unknown])[] = [
    ['a: yes\nb: "yes"\nc: off\n', { a: true, b: 'yes', c: false }],
    ['a: 0777\nb: 1_000\nc: -5\nd: 0x1f\ne: 0b11\n', { a: 511, b: 1000, c: -5, d: 31, e: 3 }],
    ['a: 1.5\nb: 1e3\nc: 12:30:45\n', { a: 1.5, b: 1000, c: '12:30:45' }],
    ['a:\nb: ~\nc: null\n', { a: null, b: null, c: null }],
    ['a: &x { b: 1 }\nc: *x\n', { a: { b: 1 }, c: { b: 1 } }],
    ['a: &x { b: 1, c: 2 }\nd: { <<: *x, c: 3 }\n', { a: { b: 1, c: 2 }, d: { b: 1, c: 3 } }],
    ['a: &x { b: 1 }\nd: { "<<": *x }\n', { a: { b: 1 }, d: { '<<': { b: 1 } } }],
    ['a: !!str 5\nb: |\n  x\n  y\n', { a: '5', b: 'x\ny\n' }],
  ];
  for (const [text, expected] of CASES) {
    it(JSON.stringify(text), () => {
      const { root } = parseYaml(text);
      assert.ok(root);
      assert.deepEqual(jsonOf(root), expected);
    });
  }

  it('refuses aliases that stand for too much', () => {
    const lines = ['a0: &a0 [x, x, x, x, x, x, x, x]'];
    for (let at = 1; at < 6; at++) {
      lines.push(`a${at}: &a${at} [${Array.from({ length: 8 }, () => `*a${at - 1}`).join(', ')}]`);
    }
    const { root } = parseYaml(lines.join('\n'));
    assert.ok(root);
    assert.throws(() => jsonOf(root), /stand for too much/);
  });

  const DEPLOYMENT = `---
apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  template:
    metadata:
      labels: { app: web }
    spec:
      runtimeClassName: gvisor
      containers:
        - name: web
          image: ""
`;

  it('is the object, and the Pod that its template makes', () => {
    const parts = new PartCache().parts(DEPLOYMENT, 'manifest');
    const [object, ...more] = sentManifests(parts);
    assert.deepEqual(more, []);
    assert.equal(object?.name, 'web');
    assert.deepEqual(object.pod?.prefix, ['spec', 'template']);
    assert.deepEqual(object.pod?.manifest['metadata'], {
      labels: { app: 'web' },
      name: 'web-aks-sandbox-check',
      namespace: 'shop',
    });
  });

  it('finds the field that the API server names', () => {
    const parts = new PartCache().parts(DEPLOYMENT, 'manifest');
    const [object] = sentManifests(parts);
    assert.ok(object);
    const at = (field: string): string | undefined => {
      const span = placeOfField(parts, object, field);
      return span && DEPLOYMENT.slice(span.start, span.end);
    };
    assert.equal(at('spec.template.spec.containers[0].image'), '""');
    assert.equal(at('spec.template.spec.runtimeClassName'), 'gvisor');
    assert.equal(at('spec.template.spec.containers[0].env[3].name'), 'containers');
    assert.equal(at('spec.selector'), 'spec');
    assert.deepEqual(stepsOf('a.b[0].c[x/y]'), ['a', 'b', 0, 'c', 'x/y']);
  });
});
