import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { complete } from '../../../../src/yaml/assist/complete.ts';
import type { Completion } from '../../../../src/yaml/assist/completion.ts';
import { snippetText, snippetSuggestions } from '../../../../src/yaml/assist/snippets.ts';
import { type Facts, NO_FACTS } from '../../../../src/yaml/facts/facts.ts';
import { PartCache } from '../../../../src/yaml/findings/partCache.ts';
import { readFacts } from '../../../../src/cli/lint/readFacts.ts';
import { structureCheck } from '../../../../src/yaml/structureCheck.ts';
import { validate } from '../../../../src/yaml/validate.ts';
import { bundledDefinitions } from '../schema/bundledDefinitions.ts';

const FACTS = path.join(import.meta.dirname, '../../../fixtures/facts/cluster.yaml');
const CLUSTER = readFacts(parse(readFileSync(FACTS, 'utf8')));
const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  runtimeClassName: gvisor
  containers:
    - name: web
      image: nginx
`;

describe('Snippets', async () => {
  const structure = structureCheck(await bundledDefinitions());

  /** What is offered where `|` stands in a text. */
  function offered(text: string, facts: Facts): readonly Completion[] {
    const offset = text.indexOf('|');
    const plain = text.replace('|', '');
    return complete(new PartCache().parts(plain, 'manifest'), offset, facts, 'manifest').filter(
      ({ snippet }) => snippet,
    );
  }

  for (const { label, insertText } of snippetSuggestions('document', CLUSTER)) {
    it(`${label} has no finding`, () => {
      const text = `${snippetText(insertText)}\n`;
      assert.doesNotMatch(text, /\$|\{\{/);
      assert.deepEqual(validate(text, CLUSTER, { structure }), []);
    });
  }

  for (const { label, insertText } of snippetSuggestions('pod', NO_FACTS)) {
    it(`${label} has no finding in a pod`, () => {
      const text = `${POD}${snippetText(insertText).replaceAll(/^/gm, '  ')}\n`;
      assert.deepEqual(validate(text, NO_FACTS, { structure }), []);
    });
  }

  it('are offered in an empty text, and in an empty document among manifests', () => {
    for (const text of ['|', '# mine\n|', 'po|', 'pod w|', `${POD}---\n|`]) {
      assert.ok(
        offered(text, NO_FACTS).some(({ label }) => label === 'Pod with gVisor'),
        text,
      );
    }
  });

  it('replace what was typed', () => {
    const [first] = offered(`${POD}---\nPod w|`, NO_FACTS);
    assert.deepEqual(first?.span, { start: POD.length + 4, end: POD.length + 9 });
  });

  it('are not offered in what is no Kubernetes, nor in a manifest', () => {
    for (const text of ['a: b\n---\n|', 'a: b\n|', `${POD}|`]) {
      assert.deepEqual(offered(text, NO_FACTS), [], text);
    }
  });

  it('bring fields of a pod that it does not have', () => {
    const labels = (text: string): readonly string[] =>
      offered(text, NO_FACTS).map(({ label }) => label);
    const both = ['Toleration of a taint', 'Node affinity for a pool'];
    assert.deepEqual(labels(`${POD}  |`), both);
    assert.deepEqual(labels(`${POD}  tolerations: []\n  |`), both.slice(1));
  });

  it('name the classes of the cluster, and leave out a sandbox that it does not have', () => {
    const runtimeClasses = {
      state: 'complete',
      items: [
        {
          name: 'strong',
          uid: '1',
          handler: 'kata',
          isolation: 'kata',
          claim: 'kata',
          nodeSelector: {},
          tolerations: [],
        },
      ],
    } as const;
    const found = offered('|', { ...NO_FACTS, runtimeClasses });
    const pod = found.find(({ label }) => label === 'Pod with Kata');
    assert.match(pod?.insertText ?? '', /runtimeClassName: strong\n/);
    assert.ok(!found.some(({ label }) => label.endsWith('with gVisor')));
  });
});
