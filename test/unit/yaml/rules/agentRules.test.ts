import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Facts, NO_FACTS } from '../../../../src/yaml/facts/facts.ts';
import { readDefinitions } from '../../../../src/yaml/schema/types/definitions.ts';
import { structureCheck } from '../../../../src/yaml/structureCheck.ts';
import { validate } from '../../../../src/yaml/validate.ts';
import { bundledDefinitions, bundledTable } from '../schema/bundledDefinitions.ts';

const sandbox = (
  pod: string,
  version = 'v1beta1',
): string => `apiVersion: agents.x-k8s.io/${version}
kind: Sandbox
metadata:
  name: agent
spec:
  podTemplate:
    spec:
      runtimeClassName: gvisor
      automountServiceAccountToken: false
      containers:
        - name: agent
          image: python
          resources: { limits: { memory: 1Gi } }
${pod}`;

const said = (text: string, facts: Facts, structure?: ReturnType<typeof structureCheck>) =>
  validate(text, facts, structure ? { structure } : {}).map(
    ({ code, severity, message }) => `${severity} ${code} ${message}`,
  );

describe('v1alpha1 of agent sandboxes', () => {
  const serving = (...versions: string[]): Facts => ({
    ...NO_FACTS,
    cluster: 'prod',
    agents: {
      templates: { state: 'unknown' },
      pools: { state: 'unknown' },
      versions: { Sandbox: versions },
    },
  });
  const CASES: readonly (readonly [string, Facts, RegExp | undefined])[] = [
    [
      'is refused where it is not served',
      serving('v1beta1'),
      /^error AG009 prod serves no v1alpha1/,
    ],
    ['is old where it is', serving('v1beta1', 'v1alpha1'), /^warning AG009 v1\.0\.0 and newer/],
    ['is old where nothing is known', NO_FACTS, /^warning AG009 v1\.0\.0 and newer/],
  ];
  for (const [what, facts, wanted] of CASES) {
    it(what, () => {
      const [only, ...rest] = said(sandbox('', 'v1alpha1'), facts);
      assert.match(only ?? '', wanted ?? /^$/);
      assert.deepEqual(rest, []);
    });
  }
});

describe('The structure of an agent sandbox', async () => {
  const without = structureCheck(await bundledDefinitions());

  it('is that of a pod in its pod template, in both versions', () => {
    const text = sandbox('      restartPolicy: Sometimes\n      hostNetwrok: true\n');
    const wanted = [/not-in-enum.*Sometimes/, /unknown-field.*hostNetwrok/];
    for (const version of ['v1beta1', 'v1alpha1']) {
      const found = said(text.replace('v1beta1', version), NO_FACTS, without);
      for (const one of wanted)
        assert.ok(
          found.some((each) => one.test(each)),
          found.join('\n'),
        );
    }
  });

  it('is left open beside it, as versions add fields', () => {
    const text = sandbox('').replace('spec:\n', 'spec:\n  snapshotPolicy: Always\n');
    assert.deepEqual(said(text, NO_FACTS, without), []);
  });

  it('is that of a pod where the CRD of a cluster leaves the pod open', async () => {
    const preserved = {
      type: 'object',
      required: ['containers'],
      properties: { containers: { type: 'array' } },
      'x-kubernetes-preserve-unknown-fields': true,
    } as const;
    const template = { type: 'object', properties: { spec: preserved } } as const;
    const crd = {
      type: 'object',
      properties: {
        apiVersion: { type: 'string' },
        kind: { type: 'string' },
        metadata: { $ref: '#/components/schemas/io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta' },
        spec: { type: 'object', properties: { podTemplate: template } },
      },
      'x-kubernetes-group-version-kind': [
        { group: 'agents.x-k8s.io', version: 'v1beta1', kind: 'Sandbox' },
      ],
    };
    const { kubernetes, schemas } = await bundledTable();
    const definitions = readDefinitions({
      kubernetes,
      schemas: { ...schemas, 'io.x-k8s.agents.v1beta1.Sandbox': crd },
    });
    const text = sandbox('      hostNetwrok: true\n').replace('spec:\n', 'spec:\n  extra: 1\n');
    const found = said(text, NO_FACTS, structureCheck(definitions));
    assert.equal(found.length, 2, found.join('\n'));
    assert.match(found[0] ?? '', /^warning unknown-field.*extra/);
    assert.match(found[1] ?? '', /^warning unknown-field.*hostNetwrok/);
  });

  it('says of a misplaced class once what comes of it', () => {
    const text = sandbox('').replace('spec:\n', 'spec:\n  runtimeClassName: gvisor\n');
    const [only, ...rest] = said(text, NO_FACTS, without);
    assert.match(only ?? '', /^error AG003/);
    assert.deepEqual(rest, []);
  });
});
