import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { readFacts } from '../../../../src/cli/lint/readFacts.ts';
import { complete } from '../../../../src/yaml/assist/complete.ts';
import { hover } from '../../../../src/yaml/assist/hover.ts';
import { type Facts, NO_FACTS } from '../../../../src/yaml/facts/facts.ts';
import { LanguageService } from '../../../../src/yaml/languageService.ts';
import { PartCache } from '../../../../src/yaml/findings/partCache.ts';
import { bundledDefinitions } from '../schema/bundledDefinitions.ts';

const FACTS: Facts = readFacts(
  parse(readFileSync(join(import.meta.dirname, '../../../fixtures/facts/cluster.yaml'), 'utf8')),
);

const agent = (kind: string, namespace: string, spec: string): string =>
  `apiVersion: ${kind === 'Sandbox' ? '' : 'extensions.'}agents.x-k8s.io/v1beta1
kind: ${kind}
metadata:
  name: mine
  namespace: ${namespace}
spec:
${spec}`;

describe('In a manifest of agent sandboxes', async () => {
  const definitions = await bundledDefinitions();

  const offered = (marked: string, facts = FACTS): readonly string[] => {
    const offset = marked.indexOf('|');
    const parts = new PartCache().parts(marked.replace('|', ''), 'manifest');
    return complete(parts, offset, facts, 'manifest', definitions).map(
      ({ label, detail }) => `${label}: ${detail}`,
    );
  };

  const CASES: readonly (readonly [string, string, readonly string[]])[] = [
    [
      'templates of its namespace are offered, with what they ask for',
      agent('SandboxWarmPool', 'agents', '  sandboxTemplateRef:\n    name: |\n'),
      ['python: gVisor (gvisor)', 'open: asks for no sandbox', 'old: asks for no sandbox'],
    ],
    [
      'those of another namespace are not',
      agent('SandboxWarmPool', 'payments', '  sandboxTemplateRef:\n    name: |\n'),
      [],
    ],
    [
      'pools are offered to a claim',
      agent('SandboxClaim', 'agents', '  warmPoolRef:\n    name: |\n'),
      ['python-pool: template python', 'open-pool: template open', 'old-pool: template old'],
    ],
    [
      'values of an enum are offered',
      agent('Sandbox', 'agents', '  operatingMode: |\n'),
      ['Running: ', 'Suspended: '],
    ],
  ];
  for (const [what, text, wanted] of CASES) {
    it(what, () => assert.deepEqual(offered(text), wanted));
  }

  it('classes are offered in the pod, sandboxes first, and fields of a pod', () => {
    const inPod = agent('Sandbox', 'agents', '  podTemplate:\n    spec:\n      |\n');
    assert.ok(offered(inPod).some((one) => one.startsWith('runtimeClassName: ')));
    const ofClass = inPod.replace('|', 'runtimeClassName: |');
    assert.match(offered(ofClass)[0] ?? '', /^gvisor: gVisor/);
  });

  it('both sandboxes are offered for a Sandbox and a template, with what their pods need', () => {
    const service = new LanguageService(definitions);
    service.setFacts(FACTS);
    for (const kind of ['Sandbox', 'SandboxTemplate']) {
      const pod =
        '  podTemplate:\n    spec:\n      containers:\n        - name: a\n          image: b\n';
      const text = agent(kind, 'agents', pod);
      service.setText('a', text, 'manifest');
      const edits = service.sandboxChoices('a', text.indexOf('kind'));
      assert.deepEqual(
        edits.map(({ className }) => className),
        ['gvisor', 'kata-vm-isolation'],
      );
      const [gvisor, kata] = edits.map(({ edit }) => edit.newText);
      assert.match(gvisor ?? '', /runtimeClassName: gvisor\n/);
      assert.match(kata ?? '', /runtimeClassName: kata-vm-isolation\n[^]*memory: 1Gi/);
      assert.deepEqual(
        service.workloads('a').map((one) => `${one.kind} ${one.summary}`),
        [`${kind} No sandbox`],
      );
    }
  });

  it('a name of a template or pool tells what it asks for', () => {
    const over = (text: string, word: string, facts = FACTS): string | undefined =>
      hover(new PartCache().parts(text, 'manifest'), text.indexOf(word) + 1, facts)?.markdown;
    const pool = agent('SandboxWarmPool', 'agents', '  sandboxTemplateRef:\n    name: old\n');
    const claim = agent('SandboxClaim', 'agents', '  warmPoolRef:\n    name: python-pool\n');
    assert.equal(over(pool, 'old'), 'Template `old` in agents: asks for no sandbox.');
    assert.equal(over(claim, 'python-pool'), 'Template `python` in agents: gVisor (gvisor).');
    assert.equal(over(claim, 'python-pool', NO_FACTS), undefined);
  });
});
