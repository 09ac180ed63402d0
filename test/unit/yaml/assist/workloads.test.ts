import { deepEqual, equal } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type Facts, NO_FACTS, NOTHING_DECLARED } from '../../../../src/yaml/facts/facts.ts';
import { PartCache } from '../../../../src/yaml/findings/partCache.ts';
import type { TextRole } from '../../../../src/yaml/document/parsedPart.ts';
import { readFacts } from '../../../../src/cli/lint/readFacts.ts';
import { type Workload, workloadsOf } from '../../../../src/yaml/assist/workloads.ts';

const ready = { conditions: [{ type: 'Ready', status: 'True' }] };
const node = (name: string, ...handlers: string[]) => ({
  kind: 'Node',
  metadata: { name },
  status: { ...ready, runtimeHandlers: handlers.map((one) => ({ name: one })) },
});
const runtimeClass = (name: string, handler: string) => ({
  kind: 'RuntimeClass',
  metadata: { name },
  handler,
});
const CLASSES = [
  runtimeClass('gvisor', 'runsc'),
  runtimeClass('kata-vm', 'kata'),
  runtimeClass('gvisor-fake', 'runc'),
  runtimeClass('wasm', 'spin'),
];
const CLUSTER = readFacts({
  items: [...CLASSES, node('a', 'runsc', 'spin'), node('b', 'runsc'), node('c', 'runc')],
});
const CLASSES_ALONE = readFacts({ items: CLASSES });

function read(text: string, facts: Facts, role: TextRole = 'manifest'): readonly Workload[] {
  return workloadsOf(new PartCache().parts(text, role), facts);
}

function pod(className?: string): string {
  const line = className === undefined ? '' : `  runtimeClassName: ${className}\n`;
  return `apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\nspec:\n${line}  containers: []\n`;
}

describe('What is said over a workload', () => {
  const CASES: readonly (readonly [
    className: string | undefined,
    facts: Facts,
    summary: string,
    sandboxed: boolean,
  ])[] = [
    [undefined, CLUSTER, 'No sandbox', false],
    ['""', CLUSTER, 'No sandbox', false],
    ['null', CLUSTER, 'No sandbox', false],
    ['${CLASS}', CLUSTER, 'No sandbox', false],
    ['gvisor', CLUSTER, 'gVisor · 2 capable nodes', true],
    ['kata-vm', CLUSTER, 'Kata · 0 capable nodes', true],
    ['wasm', CLUSTER, 'Handler "spin" · 1 capable node', false],
    // It promises what its handler does not keep.
    ['gvisor-fake', CLUSTER, 'Not a sandbox · 1 capable node', true],
    ['gvisr', CLUSTER, 'No class "gvisr"', false],
    ['kata-new', CLUSTER, 'Kata · no class "kata-new"', true],
    // Without nodes, or without a cluster, nothing is guessed.
    ['gvisor', CLASSES_ALONE, 'gVisor · gvisor', true],
    ['gvisor', NO_FACTS, 'gVisor · gvisor', true],
    ['fast', NO_FACTS, 'fast', false],
  ];
  for (const [className, facts, summary, sandboxed] of CASES) {
    it(`${className ?? 'no class'}: ${summary}`, () => {
      const [found] = read(pod(className), facts);
      equal(found?.summary, summary);
      equal(found.sandboxed, sandboxed);
    });
  }

  it('counts a class that the same run declares', () => {
    const declared = { ...NOTHING_DECLARED, runtimeClasses: classesNamed('new-gvisor') };
    const [found] = read(pod('new-gvisor'), { ...CLUSTER, declared });
    equal(found?.summary, 'gVisor · 2 capable nodes');
  });

  it('is said of each workload, where it begins', () => {
    const job = `apiVersion: batch/v1
kind: CronJob
metadata: { name: nightly, namespace: jobs }
spec:
  jobTemplate:
    spec:
      template:
        spec: { runtimeClassName: gvisor, containers: [] }
`;
    const service = 'apiVersion: v1\nkind: Service\nmetadata:\n  name: s\n';
    const text = `# A comment\n${pod()}---\n${service}---\n${job}`;
    deepEqual(
      read(text, CLUSTER).map(({ start, kind, name, namespace, className }) => ({
        at: text.slice(start, start + 'apiVersion: v1'.length),
        kind,
        name,
        namespace,
        className,
      })),
      [
        { at: 'apiVersion: v1', kind: 'Pod', name: 'p', namespace: '', className: undefined },
        {
          at: 'apiVersion: ba',
          kind: 'CronJob',
          name: 'nightly',
          namespace: 'jobs',
          className: 'gvisor',
        },
      ],
    );
  });

  for (const role of ['patch', 'values', 'template'] as const) {
    const text = `${pod('gvisor')}${role === 'template' ? '  hostname: {{ .host }}\n' : ''}`;
    it(`is not said in a ${role}`, () => deepEqual(read(text, CLUSTER, role), []));
  }
});

function classesNamed(name: string) {
  const { runtimeClasses } = readFacts({ items: [runtimeClass(name, 'runsc')] });
  return runtimeClasses.state === 'complete' ? runtimeClasses.items : [];
}
