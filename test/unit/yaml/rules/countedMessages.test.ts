import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Facts } from '../../../../src/yaml/facts/facts.ts';
import { readFacts } from '../../../../src/cli/lint/readFacts.ts';
import { validate } from '../../../../src/yaml/validate.ts';

interface NodeOf {
  readonly handler?: string;
  readonly cordoned?: true;
  readonly notReady?: true;
  readonly tainted?: true;
}

/** The facts of a cluster without a name, with a gVisor class and these nodes, called n0, n1 and so on. */
function factsOf(nodes: readonly NodeOf[]): Facts {
  const items = nodes.map(({ handler = 'runsc', cordoned, notReady, tainted }, index) => ({
    apiVersion: 'v1',
    kind: 'Node',
    metadata: { name: `n${index}`, labels: { pool: 'a' } },
    spec: {
      unschedulable: cordoned === true,
      ...(tainted ? { taints: [{ key: 'only', value: 'us', effect: 'NoSchedule' }] } : {}),
    },
    status: {
      conditions: [{ type: 'Ready', status: notReady ? 'False' : 'True' }],
      nodeInfo: { kernelVersion: '6.8.0', operatingSystem: 'linux' },
      allocatable: { cpu: '4', memory: `${index + 4}Gi` },
      runtimeHandlers: [{ name: 'runc' }, { name: handler }],
    },
  }));
  const runtimeClass = {
    apiVersion: 'node.k8s.io/v1',
    kind: 'RuntimeClass',
    metadata: { name: 'gvisor', uid: 'c1' },
    handler: 'runsc',
  };
  return readFacts({ kind: 'List', items: [runtimeClass, ...items] });
}

function pod(spec: string): string {
  return `apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec:\n  containers: [{ name: web, image: web }]\n  ${spec}\n`;
}

function classManifest(more: string): string {
  return `apiVersion: node.k8s.io/v1\nkind: RuntimeClass\nmetadata: { name: mine }\nhandler: runsc\n${more}`;
}

const SANDBOXED = pod('runtimeClassName: gvisor');
const PLAIN = pod('nodeSelector: { pool: a }');
const LARGE = pod('resources: { requests: { memory: 64Gi } }');
const ELSEWHERE = pod(
  'affinity: { nodeAffinity: { requiredDuringSchedulingIgnoredDuringExecution: { nodeSelectorTerms: [{ matchExpressions: [{ key: zone, operator: Exists }] }] } } }',
);
const OTHER: NodeOf = { handler: 'kata' };

describe('Messages that count', () => {
  const CASES: readonly (readonly [text: string, facts: Facts, message: string])[] = [
    [
      SANDBOXED,
      factsOf([{ cordoned: true }]),
      'No node can run "gvisor" now: one could, but it is not Ready or is cordoned.',
    ],
    [
      SANDBOXED,
      factsOf([{ cordoned: true }, { notReady: true }]),
      'No node can run "gvisor" now: 2 could, but each is not Ready or is cordoned.',
    ],
    [
      PLAIN,
      factsOf([{ cordoned: true }]),
      'No node can run this pod now: one could, but it is not Ready or is cordoned.',
    ],
    [
      SANDBOXED,
      factsOf([OTHER, OTHER]),
      'No node can run "gvisor": of the 2 of 2 that match an empty nodeSelector none serves the handler "runsc".',
    ],
    [
      SANDBOXED,
      factsOf([{ tainted: true }]),
      'One node could run "gvisor", but it has a taint that the pod does not tolerate: only=us:NoSchedule.',
    ],
    [
      PLAIN,
      factsOf([{ tainted: true }, { tainted: true }]),
      '2 nodes could run the pod, but each has a taint that the pod does not tolerate: only=us:NoSchedule.',
    ],
    [
      ELSEWHERE,
      factsOf([{}]),
      'The required node affinity does not match the one node that could run the pod otherwise: it stays Pending.',
    ],
    [
      ELSEWHERE,
      factsOf([{}, {}]),
      'The required node affinity matches none of the 2 nodes that could run the pod otherwise: it stays Pending.',
    ],
    [
      LARGE,
      factsOf([{}]),
      'The pod asks for 0 CPU and 64Gi of memory; the one node that could run it otherwise has 4 CPU and 4Gi of memory.',
    ],
    [
      LARGE,
      factsOf([{}, {}]),
      'The pod asks for 0 CPU and 64Gi of memory; the largest of the 2 nodes that could run it otherwise has 4 CPU and 5Gi of memory.',
    ],
    [
      pod('runtimeClassName: gvisor\n  nodeName: n0'),
      factsOf([{ notReady: true }]),
      'nodeName goes around the scheduler, and "n0" is not Ready: "gvisor" cannot run there.',
    ],
    [
      classManifest(''),
      factsOf([OTHER]),
      'The one node that this class may reach does not serve the handler "runsc".',
    ],
    [
      classManifest('scheduling: { nodeSelector: { pool: a } }\n'),
      factsOf([OTHER, OTHER]),
      'None of the 2 nodes that this class selects serves the handler "runsc".',
    ],
    [
      classManifest(''),
      factsOf([{}, OTHER]),
      '1 of the 2 nodes that pods of this class may reach does not serve the handler "runsc": pods fail there with FailedCreatePodSandBox. Select the nodes that have it.',
    ],
    [
      classManifest('scheduling: { nodeSelector: { pool: a } }\n'),
      factsOf([{}, OTHER, OTHER]),
      '2 of the 3 nodes that it selects do not serve the handler "runsc": pods fail there with FailedCreatePodSandBox. Select the nodes that have it.',
    ],
    [
      pod('runtimeClassName: secure'),
      factsOf([{}]),
      'There is no RuntimeClass "secure" among the given classes: its pods are rejected.',
    ],
    [
      pod('runtimeClassName: gvisr'),
      factsOf([{}]),
      'There is no RuntimeClass "gvisr" among the given classes: its pods are rejected. Did you mean "gvisor"?',
    ],
  ];
  for (const [text, facts, message] of CASES) {
    it(message, () =>
      assert.deepEqual(
        validate(text, facts).map((finding) => finding.message),
        [message],
      ),
    );
  }
});
