import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { projectNode } from '../../../../src/kube/resources/nodeResource.ts';
import { projectPod } from '../../../../src/kube/resources/podResource.ts';
import { projectRuntimeClass } from '../../../../src/kube/resources/runtimeClassResource.ts';
import { joinPools } from '../../../../src/model/aks/joinPools.ts';
import { clusterSummary } from '../../../../src/model/cluster/clusterSummary.ts';
import { emptySnapshot } from '../../../../src/model/cluster/snapshot.ts';
import {
  classDetails,
  nodeDetails,
  type PlaceSource,
  poolDetails,
} from '../../../../src/ui/documents/placeDetails.ts';
import { workloadDetails } from '../../../../src/ui/documents/workloadDetails.ts';
import { checkResult } from '../../../checkResult.ts';

const REF = { id: 'c', name: 'prod', server: '', namespace: '', user: '', file: '' };
const NODE = projectNode({
  metadata: { name: 'n1', labels: { agentpool: 'gv' } },
  status: {
    conditions: [{ type: 'Ready', status: 'True' }],
    nodeInfo: { kernelVersion: '6.8.0' },
    runtimeHandlers: [{ name: 'runsc' }],
  },
});
const GVISOR = projectRuntimeClass({ metadata: { name: 'gvisor' }, handler: 'runsc' });
const KATA = projectRuntimeClass({ metadata: { name: 'kata' }, handler: 'kata' });
const pod = (name: string, runtimeClassName?: string, nodeName = 'n1') =>
  projectPod({
    metadata: { namespace: 'pay', name, uid: name },
    spec: { nodeName, ...(runtimeClassName === undefined ? {} : { runtimeClassName }) },
    status: { phase: 'Running' },
  });
const ready = <T>(value: T) => ({ state: 'ready', value, at: 0 }) as const;
const SOURCE: PlaceSource = {
  summary: clusterSummary({
    ...emptySnapshot(REF),
    nodes: ready([NODE]),
    runtimeClasses: ready([GVISOR, KATA]),
    pods: ready([pod('a', 'gvisor'), pod('z', 'gvisor'), pod('plain'), pod('far', 'gvisor', 'n2')]),
  }),
  results: new Map([['z', checkResult({ name: 'z', verdict: 'host-kernel' })]]),
  nodeResults: new Map(),
  now: 0,
};

/** The names of the pods that a page lists, in order, each with the word on its kernel. */
const podsOf = (text: string) =>
  [...text.matchAll(/^\| `pay\/(\w+)` .*\| (.*?) +\|$/gm)].map(
    ([, name, said]) => `${name} ${said}`,
  );

describe('classDetails', () => {
  it('has what it is, its capable nodes and its pods, contradicted ones first', () => {
    const text = classDetails(GVISOR, SOURCE);
    assert.match(text, /^# RuntimeClass gvisor$/m);
    assert.match(text, /^- Handler: `runsc`$/m);
    assert.match(text, /^## Capable nodes: 1$/m);
    assert.deepEqual(podsOf(text), [
      "z ✗ runs on the node's kernel",
      'a not checked',
      'far not checked',
    ]);
  });
  it('says what is wrong with it, and that it has neither nodes nor pods', () => {
    const text = classDetails(KATA, SOURCE);
    assert.match(text, /^⚠ No node serves the handler "kata"/m);
    assert.match(text, /^## Capable nodes\n\nNone\.\n\n## Pods\n\nNone\.$/m);
  });
});

describe('nodeDetails', () => {
  it('has its kernel, its handlers, and its pods with and without a class', () => {
    const text = nodeDetails(NODE, SOURCE);
    assert.match(text, /^# Node n1$/m);
    assert.match(text, /^- Node pool: gv$/m);
    assert.match(text, /^- Handlers: `runsc`$/m);
    assert.match(text, /^- Kernel: `6\.8\.0`$/m);
    assert.deepEqual(podsOf(text), [
      "z ✗ runs on the node's kernel",
      'a not checked',
      'plain claims no sandbox',
    ]);
  });
  it('says that pods are not known', () => {
    const summary = { ...SOURCE.summary, podIndex: undefined };
    assert.match(nodeDetails(NODE, { ...SOURCE, summary }), /^## Pods\n\nNot known/m);
  });
});

describe('poolDetails', () => {
  it('has its nodes and their pods', () => {
    const [pool] = joinPools(SOURCE.summary.pools ?? [], []);
    assert.ok(pool);
    const text = poolDetails(pool, SOURCE);
    assert.match(text, /^# Node pool gv$/m);
    assert.match(text, /^- Sandbox: gVisor$/m);
    assert.match(text, /^\| `n1` +\| Ready +\| gVisor/m);
    assert.equal(podsOf(text).length, 3);
  });
});

describe('workloadDetails', () => {
  const details = {
    kind: 'Deployment',
    namespace: 'pay',
    name: 'a',
    manifest: 'kind: x\n',
    results: SOURCE.results,
  };
  it('says what it lacks and why, and keeps what a cluster says text', () => {
    const why = '[x](command:evil) <img src=x>';
    const workload = {
      kind: 'Deployment',
      namespace: 'pay',
      name: 'a',
      uid: 'u',
      runtimeClass: 'v2',
      wanted: 2,
      made: 0,
      stalled: true,
    } as const;
    const podless = { workload, claim: 'unknown', why } as const;
    const text = workloadDetails({ ...details, podless, pods: [], events: [] }, 0);
    assert.match(text, /^# Deployment pay\/a\n\n- Has: 0 of 2 pods$/m);
    assert.match(text, /^## Events\n\nNo events/m);
    assert.doesNotMatch(text, /\[x\]\(|<img/);
  });
  it('says why the manifest of another kind is not read, and has all else', () => {
    const manifest = {
      kind: 'configuration',
      what: 'The kind Rollout is not read here',
      next: 'Use kubectl.',
      retryable: false,
    } as const;
    const shown = { ...details, kind: 'Rollout', manifest, podless: undefined };
    const pods = SOURCE.summary.podIndex?.all().slice(0, 2);
    const text = workloadDetails({ ...shown, pods, events: [] }, 0);
    assert.equal(podsOf(text).length, 2);
    assert.match(text, /## Manifest\n\nThe kind Rollout is not read here\. Use kubectl\.\n$/);
  });
  it('has the pods of one that lacks none', () => {
    const pods = SOURCE.summary.podIndex?.all().slice(0, 2);
    const text = workloadDetails({ ...details, podless: undefined, pods, events: [] }, 0);
    assert.deepEqual(podsOf(text), ["z ✗ runs on the node's kernel", 'a not checked']);
    assert.doesNotMatch(text, /Has:/);
  });
});
