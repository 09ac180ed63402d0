import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { parse } from 'yaml';
import { loadDefinitions } from '../../../../src/definitions/loadDefinitions.ts';
import { complete } from '../../../../src/yaml/assist/complete.ts';
import type { Completion } from '../../../../src/yaml/assist/completion.ts';
import { type Facts, NO_FACTS } from '../../../../src/yaml/facts/facts.ts';
import { PartCache } from '../../../../src/yaml/findings/partCache.ts';
import type { TextRole } from '../../../../src/yaml/document/parsedPart.ts';
import { readFacts } from '../../../../src/cli/lint/readFacts.ts';
import type { Definitions } from '../../../../src/yaml/schema/types/definitions.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const FACTS: Facts = readFacts(
  parse(readFileSync(join(ROOT, 'test/fixtures/facts/cluster.yaml'), 'utf8')),
);

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
`;

describe('Completion', () => {
  let definitions: Definitions;
  before(async () => {
    definitions = await loadDefinitions(ROOT);
  });

  /** What is offered at the `|` of a text. */
  function at(marked: string, facts: Facts = FACTS, role: TextRole = 'manifest') {
    const offset = marked.lastIndexOf('|');
    const text = marked.slice(0, offset) + marked.slice(offset + 1);
    const found = complete(new PartCache().parts(text, role), offset, facts, role, definitions);
    return { text, found, labels: found.map(({ label }) => label) };
  }

  function accepted({ text, found }: ReturnType<typeof at>, label: string): string {
    const one = found.find((completion: Completion) => completion.label === label);
    assert.ok(one, `${label} among ${found.map((each) => each.label).join()}`);
    return text.slice(0, one.span.start) + one.insertText + text.slice(one.span.end);
  }

  const OFFERED: readonly (readonly [string, string, readonly string[]])[] = [
    ['classes of the cluster', `${POD}  runtimeClassName: |`, ['gvisor', 'kata-vm-isolation']],
    ['classes while one is typed', `${POD}  runtimeClassName: gv|\n  containers: []\n`, ['gvisor']],
    [
      'classes of a custom resource that names one',
      'apiVersion: shipwright.io/v1beta1\nkind: Build\nspec:\n  runtimeClassName: |\n',
      ['gvisor', 'kata-vm-isolation'],
    ],
    [
      'paths of a JSON patch',
      '- op: add\n  path: |\n',
      ['/spec/template/spec/runtimeClassName', '/spec/runtimeClassName'],
    ],
    [
      'classes of a JSON patch within a kustomization',
      'patches:\n  - patch: |-\n      - op: add\n        path: /spec/runtimeClassName\n        value: gv|\n',
      ['gvisor', 'kata-vm-isolation'],
    ],
    ['classes in quotes', `${POD}  runtimeClassName: "|"\n`, ['gvisor']],
    [
      'classes in flow style',
      `{apiVersion: v1, kind: Pod, spec: {runtimeClassName: |}}`,
      ['gvisor'],
    ],
    [
      'labels of nodes',
      `${POD}  nodeSelector:\n    |`,
      ['kubernetes.azure.com/agentpool', 'disktype'],
    ],
    [
      'values of a label',
      `${POD}  nodeSelector:\n    kubernetes.azure.com/agentpool: |`,
      ['gv1', 'kata1'],
    ],
    [
      'whole tolerations',
      `${POD}  tolerations:\n    - |`,
      ['sandbox=gvisor:NoSchedule', 'key', 'effect'],
    ],
    ['tolerations without a dash', `${POD}  tolerations:\n    |`, ['sandbox=gvisor:NoSchedule']],
    ['nodes', `${POD}  nodeName: |`, ['system-0', 'kata1-0']],
    [
      'namespaces',
      'apiVersion: v1\nkind: Pod\nmetadata:\n  namespace: |\n',
      ['default', 'payments'],
    ],
    ['fields of a pod', `${POD}  host|\n  containers: []\n`, ['hostNetwork', 'hostPID']],
    [
      'fields of a container',
      `${POD}  containers:\n    - name: a\n      |`,
      ['image', 'resources', 'env'],
    ],
    ['values of an enum', `${POD}  restartPolicy: |`, ['Always', 'OnFailure', 'Never']],
    ['booleans', `${POD}  hostNetwork: |`, ['true', 'false']],
    [
      'limits for the VM of a Kata pod',
      `${POD}  runtimeClassName: kata-vm-isolation\n  containers:\n    - name: a\n      |`,
      ['resources for a VM'],
    ],
    [
      'keys of an affinity',
      `${POD}  affinity:\n    nodeAffinity:\n      requiredDuringSchedulingIgnoredDuringExecution:\n        nodeSelectorTerms:\n          - matchExpressions:\n              - key: |`,
      ['disktype'],
    ],
    [
      'values of an affinity',
      `${POD}  affinity:\n    nodeAffinity:\n      requiredDuringSchedulingIgnoredDuringExecution:\n        nodeSelectorTerms:\n          - matchExpressions:\n              - key: disktype\n                operator: In\n                values:\n                  - |`,
      ['ssd'],
    ],
    [
      'handlers',
      'apiVersion: node.k8s.io/v1\nkind: RuntimeClass\nmetadata:\n  name: x\nhandler: |',
      ['runsc', 'kata', 'runc'],
    ],
    [
      'labels for a class',
      'apiVersion: node.k8s.io/v1\nkind: RuntimeClass\nhandler: runsc\nscheduling:\n  nodeSelector:\n    |',
      ['aks-sandbox/gvisor'],
    ],
    ['kinds', 'apiVersion: apps/v1\nkind: |', ['Deployment', 'DaemonSet']],
    ['versions', 'apiVersion: |\nkind: Deployment\n', ['apps/v1']],
    ['the second document', `${POD}  containers: []\n---\n${POD}  runtimeClassName: |`, ['gvisor']],
    [
      'a template of a CronJob',
      'apiVersion: batch/v1\nkind: CronJob\nspec:\n  jobTemplate:\n    spec:\n      template:\n        spec:\n          runtimeClassName: |',
      ['gvisor'],
    ],
    [
      'a custom resource, by its shape',
      'apiVersion: agents.x-k8s.io/v1beta1\nkind: Sandbox\nspec:\n  podTemplate:\n    spec:\n      runtimeClassName: |\n      containers:\n        - name: a\n',
      ['gvisor'],
    ],
    [
      'an item of a list',
      'apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Pod\n    spec:\n      runtimeClassName: |',
      ['gvisor'],
    ],
  ];
  for (const [what, text, labels] of OFFERED) {
    it(`offers ${what}`, () => {
      const found = at(text).labels;
      for (const label of labels) assert.ok(found.includes(label), `${label} in ${found.join()}`);
    });
  }

  const PATCH = `apiVersion: kustomize.config.k8s.io/v1beta1
kind: Kustomization
patches:
  - target: { kind: Deployment }
    patch: |-
`;
  const MERGED = `${PATCH}      apiVersion: apps/v1\n      kind: Deployment\n      spec:\n        template:\n          spec:\n`;
  const BEHIND: readonly (readonly [string, string])[] = [
    ['at the end of the file', ''],
    ['with a line break behind it', '\n'],
    ['with blank lines behind it', '\n\n    \n'],
    ['with another patch behind it', '\n  - path: other.yaml\n'],
    ['with a carriage return behind it', '\r\nresources: []\r\n'],
  ];
  for (const [where, behind] of BEHIND) {
    it(`offers what fits on the last line of a block of text, ${where}`, () => {
      const added = `${PATCH}      - op: add\n        path: /spec/runtimeClassName\n        value: |${behind}`;
      assert.ok(at(added).labels.includes('gvisor'), 'a value of a JSON patch');
      const path = `${PATCH}      - op: add\n        value: x\n        path: |${behind}`;
      assert.ok(at(path).labels.includes('/spec/runtimeClassName'), 'a path of a JSON patch');
      const named = `${MERGED}            runtimeClassName: |${behind}`;
      assert.ok(at(named).labels.includes('gvisor'), 'a class');
      const key = `${MERGED}            hostPID: true\n            |${behind}`;
      assert.ok(at(key).labels.includes('runtimeClassName'), 'a key of the pod');
      const outside = `${MERGED}            hostPID: true\n  |${behind}`;
      assert.ok(!at(outside).labels.includes('runtimeClassName'), 'outside of the block');
    });
  }

  const SILENT: readonly (readonly [string, string])[] = [
    ['a comment', `${POD}  # runtimeClassName: |`],
    ['a label', 'apiVersion: v1\nkind: Pod\nmetadata:\n  labels:\n    app: |\n'],
    ['what is no manifest', 'services:\n  web:\n    runtimeClassName: |\n'],
    ['a sentence', `${POD}  runtimeClassName: a b |c\n`],
  ];
  for (const [what, text] of SILENT) {
    it(`offers no value in ${what}`, () => assert.deepEqual(at(text).labels, []));
  }

  it('leaves out the keys that are there', () => {
    const { labels } = at(`${POD}  hostNetwork: true\n  |`);
    assert.ok(!labels.includes('hostNetwork'));
    assert.ok(labels.includes('hostPID'));
  });

  it('replaces the word at the cursor and nothing else', () => {
    const found = at(`${POD}  runtimeClassName: gv|xyz # why\n`);
    assert.equal(accepted(found, 'gvisor'), `${POD}  runtimeClassName: gvisor # why\n`);
  });

  it('writes a toleration whole', () => {
    const found = at(`${POD}  tolerations:\n    - |`);
    assert.equal(
      accepted(found, 'sandbox=gvisor:NoSchedule'),
      `${POD}  tolerations:\n    - key: sandbox\n  operator: Equal\n  value: gvisor\n  effect: NoSchedule`,
    );
  });

  it('puts sandboxes with capable nodes first, and says what they are', () => {
    const { found } = at(`${POD}  runtimeClassName: |`);
    const ranked = found.toSorted((a, b) => a.rank - b.rank);
    assert.equal(ranked[0]?.label, 'gvisor');
    assert.equal(ranked[0].detail, 'gVisor · 1 capable node');
    assert.ok((found.find(({ label }) => label === 'gvisor-fake')?.rank ?? 0) > 0);
  });

  it('offers the usual classes without a cluster, and says that it does not know', () => {
    const { found } = at(`${POD}  runtimeClassName: |`, NO_FACTS);
    const gvisor = found.find(({ label }) => label === 'gvisor');
    assert.match(gvisor?.documentation ?? '', /No cluster is active/);
  });

  it('goes by the names of keys in a values file', () => {
    const { labels } = at('web:\n  pod:\n    runtimeClassName: |\n', FACTS, 'values');
    assert.ok(labels.includes('gvisor'));
  });
});
