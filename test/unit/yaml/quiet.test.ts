import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { parse } from 'yaml';
import { loadDefinitions } from '../../../src/definitions/loadDefinitions.ts';
import { type Facts, NO_FACTS } from '../../../src/yaml/facts/facts.ts';
import type { TextRole } from '../../../src/yaml/document/parsedPart.ts';
import { readFacts } from '../../../src/cli/lint/readFacts.ts';
import { structureCheck } from '../../../src/yaml/structureCheck.ts';
import { type StructureCheck, validate } from '../../../src/yaml/validate.ts';

const ROOT = join(import.meta.dirname, '../../..');
const FACTS: Facts = readFacts(
  parse(readFileSync(join(ROOT, 'test/fixtures/facts/cluster.yaml'), 'utf8')),
);

const HELM = `{{- if .Values.enabled }}
apiVersion: apps/v1
kind: Deployment
metadata:
  name: {{ include "web.fullname" . }}
  labels:
    {{- include "web.labels" . | nindent 4 }}
spec:
  {{- if not .Values.autoscaling.enabled }}
  replicas: {{ .Values.replicas }}
  {{- end }}
  selector:
    matchLabels: {{- include "web.selector" . | nindent 6 }}
  template:
    spec:
      {{- with .Values.runtimeClassName }}
      runtimeClassName: {{ . | quote }}
      {{- end }}
      hostNetwork: {{ .Values.hostNetwork }}
      containers:
        - name: {{ .Chart.Name }}
          image: "{{ .Values.image }}:{{ .Values.tag | default .Chart.AppVersion }}"
          {{- /* a comment: with } braces */}}
          args: ["--name={{ "a}}b" }}"]
          resources: {{ toYaml .Values.resources | nindent 12 }}
          unknownThing: {{ .Values.x }}
{{- end }}
`;

const QUIET: readonly (readonly [string, string, TextRole])[] = [
  ['a Helm template', HELM, 'manifest'],
  ['a Helm template below templates/', HELM, 'template'],
  ['a template with quoted actions alone', POD('"{{ .Values.class }}"'), 'manifest'],
  ['Jinja', `{% if x %}\n${POD('{{ class }}')}{% endif %}\n`, 'manifest'],
  ['placeholders', POD('${RUNTIME_CLASS}'), 'manifest'],
  ['a Compose file', 'services:\n  web:\n    image: nginx\n    privileged: true\n', 'manifest'],
  ['a workflow', 'on: [push]\njobs:\n  a:\n    runs-on: ubuntu\n', 'manifest'],
  ['broken YAML that is no manifest', 'a: [1\nb: }{\n', 'manifest'],
  ['an Ansible playbook', '- hosts: all\n  tasks:\n    - name: x\n      path: /a\n', 'manifest'],
  ['nothing', '', 'manifest'],
  ['a values file', 'image: nginx\nrunOn: on\nreplicas: "2"\n', 'values'],
  ['a file that asks for it', `# aks-sandbox: ignore-file\n${POD('nowhere')}`, 'manifest'],
  [
    'a file of the Kubernetes extension',
    `# vscode-kubernetes-tools: exclude\n${POD('nowhere')}`,
    'manifest',
  ],
  ['an alerting rule with braces in a block', CONFIG_MAP(), 'manifest'],
];

function POD(runtimeClass: string): string {
  return `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  runtimeClassName: ${runtimeClass}
  containers:
    - name: web
      image: nginx
`;
}

function CONFIG_MAP(): string {
  return `apiVersion: v1
kind: ConfigMap
metadata:
  name: alerts
data:
  rules.yaml: |
    summary: "{{ $labels.pod }} is down"
`;
}

describe('Texts of which nothing is said', () => {
  let structure: StructureCheck;
  before(async () => {
    structure = structureCheck(await loadDefinitions(ROOT));
  });
  for (const [what, text, role] of QUIET) {
    it(what, () => {
      assert.deepEqual(validate(text, FACTS, { role, structure }), []);
      assert.deepEqual(validate(text, NO_FACTS, { role, structure }), []);
    });
  }

  it('but of a class that a template names by a literal', () => {
    const text = HELM.replace('{{ . | quote }}', 'gvsior');
    const codes = validate(text, FACTS, { structure }).map(({ code }) => code);
    assert.deepEqual(codes, ['RC001']);
  });

  it('and braces in a block do not hide what is wrong beside them', () => {
    const text = CONFIG_MAP().replace('\ndata:', '\ndataa:');
    const codes = validate(text, FACTS, { structure }).map(({ code }) => code);
    assert.deepEqual(codes, ['unknown-field']);
  });

  it('and a values file tells of an unknown class as a piece of information', () => {
    const [finding, ...more] = validate('pod:\n  runtimeClassName: gvsior\n', FACTS, {
      role: 'values',
    });
    assert.deepEqual([finding?.code, finding?.severity], ['RC001', 'information']);
    assert.deepEqual(more, []);
  });
});

describe('Kustomize', () => {
  const codes = (text: string, role: TextRole = 'manifest'): string[] =>
    validate(text, FACTS, { role }).map(
      ({ code, span }) => `${code} ${text.slice(span.start, span.end)}`,
    );

  it('checks the patches that a kustomization holds, at their place', () => {
    const text = `resources: [base]
patches:
  - patch: |
      apiVersion: v1
      kind: Pod
      metadata: { name: web }
      spec:
        runtimeClassName: gvsior
  - target: { kind: Deployment }
    patch: |-
      - op: add
        path: /spec/template/spec/runtimeClassName
        value: katta-vm-isolation
`;
    assert.deepEqual(codes(text), ['RC001 gvsior', 'RC001 katta-vm-isolation']);
  });

  it('checks a JSON patch of its own', () => {
    const text = '- op: replace\n  path: /spec/runtimeClassName\n  value: gvsior\n';
    assert.deepEqual(codes(text), ['RC001 gvsior']);
  });

  it('misses nothing in a patch', () => {
    const text = `${POD('kata-vm-isolation').split('  containers')[0]}`;
    assert.deepEqual(codes(text, 'patch'), []);
  });
});

describe('A resource of a kustomization', () => {
  let structure: StructureCheck;
  before(async () => {
    structure = structureCheck(await loadDefinitions(ROOT));
  });
  const deployment = (spec: string): string =>
    `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: w}\nspec:\n  template: {spec: ${spec}}\n`;
  const messages = (text: string, role: TextRole): readonly string[] =>
    validate(text, NO_FACTS, { role, structure }).map(({ message }) => message);

  it('gets its selector by labels of the kustomization', () => {
    const text = deployment('{containers: [{name: c, image: x}]}');
    assert.deepEqual(messages(text, 'resource'), []);
    assert.deepEqual(messages(text, 'manifest'), ['DeploymentSpec needs the field "selector".']);
  });

  it('gets its image by a patch of a kustomization above it', () => {
    const text = deployment('{containers: [{name: c}]}').replace('spec:', 'spec:\n  selector: {}');
    assert.deepEqual(messages(text, 'resource'), []);
    assert.deepEqual(messages(text, 'manifest'), ['Container needs the field "image".']);
  });

  it('is whole in all else', () => {
    assert.deepEqual(messages(deployment('{hostPID: false}'), 'resource'), [
      'PodSpec needs the field "containers".',
    ]);
  });
});

describe('Suppression', () => {
  const wrong = POD('gvsior').replace('runtimeClassName: gvsior', '%');
  const CASES: readonly (readonly [string, string, readonly string[]])[] = [
    ['on the line', 'runtimeClassName: gvsior # aks-sandbox: ignore[RC001]', []],
    ['on the line above', '# aks-sandbox: ignore[RC001]\n  runtimeClassName: gvsior', []],
    ['of all codes', '# aks-sandbox: ignore\n  runtimeClassName: gvsior', []],
    ['of several codes', 'runtimeClassName: gvsior # aks-sandbox: ignore[GV005, RC001]', []],
    ['of another code', 'runtimeClassName: gvsior # aks-sandbox: ignore[GV005]', ['RC001']],
    ['two lines above', '# aks-sandbox: ignore[RC001]\n  #\n  runtimeClassName: gvsior', ['RC001']],
  ];
  for (const [what, line, codes] of CASES) {
    it(what, () => {
      const found = validate(wrong.replace('%', line), FACTS).map(({ code }) => code);
      assert.deepEqual(found, codes);
    });
  }
});
