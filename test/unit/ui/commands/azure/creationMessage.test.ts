import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CheckResult } from '../../../../../src/model/isolation/checkResult.ts';
import type { CreationProgress } from '../../../../../src/provision/poolCreation.ts';
import type { PoolEnd, PoolProof } from '../../../../../src/provision/poolEnd.ts';
import {
  endNotice,
  noLongerAwaited,
  progressText,
} from '../../../../../src/ui/commands/azure/create/creationMessage.ts';

const ABOUT = {
  pool: 'kata1',
  clusterName: 'prod',
  clusterId:
    '/subscriptions/8ecadfc9-d1a3-4ea4-b844-0d9f87e4d7c8/resourceGroups/rg/providers/Microsoft.ContainerService/managedClusters/prod',
};
const RESULT: CheckResult = {
  namespace: 'default',
  name: 'n',
  uid: 'n',
  runtimeClass: 'kata-vm-isolation',
  handler: 'kata',
  claim: 'kata',
  verdict: 'vm',
  kernel: '6.6.1',
  node: 'aks-1',
  nodeKernel: '6.6.2',
  reason: 'another kernel than the node',
  evidence: [],
};
const ready = (proof: PoolProof, count = 2): PoolEnd => ({ is: 'ready', count, proof });

describe('endNotice', () => {
  const TABLE: readonly (readonly [string, PoolEnd, 'information' | 'warning', RegExp])[] = [
    [
      'a proof',
      ready({ is: 'checked', result: RESULT }),
      'information',
      /^The node pool kata1 in prod is ready, Azure says, with 2 nodes\. A pod of kata-vm-isolation on aks-1 proved Kata: another kernel than the node\.$/,
    ],
    [
      'a contradiction',
      ready({
        is: 'checked',
        result: { ...RESULT, verdict: 'host-kernel', reason: 'the same boot' },
      }),
      'warning',
      /not proved: A pod of kata-vm-isolation on aks-1 gave the node's kernel \(the same boot\)\.$/,
    ],
    [
      'a pool of gVisor',
      ready({ is: 'none' }),
      'information',
      /no sandbox yet: Deploy gVisor brings it/,
    ],
    [
      'a cluster that is out of reach',
      ready({ is: 'unknown', why: 'Cannot reach prod' }),
      'warning',
      /Nothing proved it: Cannot reach prod\.$/,
    ],
    [
      'no class',
      ready({ is: 'no-class' }),
      'warning',
      /no RuntimeClass of Pod Sandboxing after five minutes\. An update of the cluster without a change makes AKS bring it\.$/,
    ],
    [
      'no node',
      ready({ is: 'no-node', runtimeClass: 'k' }),
      'warning',
      /none of its nodes could run k within five minutes/,
    ],
    [
      'no nodes asked for',
      ready({ is: 'no-node', runtimeClass: 'k' }, 0),
      'information',
      /with 0 nodes\..*without a node nothing could be proved/,
    ],
    [
      'a failure',
      { is: 'failed', failure: { code: 'AllocationFailed', message: 'No room.' } },
      'warning',
      /^Azure could not create the node pool kata1 in prod: No room \(AllocationFailed\)\. Try another size, zone or region\. It is there as Failed/,
    ],
    [
      'a failure without a reason',
      { is: 'failed', failure: { code: '', message: '' } },
      'warning',
      /^Azure could not create/,
    ],
    ['a stop', { is: 'canceled' }, 'warning', /was stopped on Azure.*stays and may cost/],
    [
      'a deletion',
      { is: 'gone' },
      'warning',
      /no longer a node pool kata1 in prod: somebody deleted it/,
    ],
    [
      'another pool',
      { is: 'another' },
      'warning',
      /another node pool kata1 in prod than the one that was asked for/,
    ],
    [
      'nothing',
      { is: 'not-created' },
      'warning',
      /did not create the node pool kata1 in prod.*can be created again/,
    ],
  ];
  for (const [name, end, severity, message] of TABLE) {
    it(`tells of ${name}`, () => {
      const notice = endNotice(end, ABOUT);
      assert.equal(notice.severity, severity);
      assert.match(notice.message, message);
    });
  }
});

describe('progressText', () => {
  const problem = {
    kind: 'unreachable',
    what: 'Azure cannot be reached',
    next: '',
    retryable: true,
  } as const;
  const TABLE: readonly (readonly [CreationProgress, string])[] = [
    [{ step: 'sending' }, 'sending'],
    [{ step: 'azure', problem }, 'Azure cannot be reached; it is asked again'],
    [{ step: 'reconcile', state: 'Updating' }, 'Azure: the cluster is Updating'],
    [{ step: 'class' }, 'ready; waiting for the RuntimeClass'],
    [{ step: 'node' }, 'ready; waiting for a node'],
    [{ step: 'proof', node: 'aks-1' }, 'a pod proves aks-1'],
  ];
  for (const [progress, text] of TABLE) {
    it(text, () => assert.equal(progressText(progress, 120_000), text));
  }
});

describe('noLongerAwaited', () => {
  it('says what goes on', () => {
    const creating = { ...ABOUT, step: 'azure' } as const;
    assert.match(noLongerAwaited(creating, true), /Azure goes on creating it/);
    assert.match(noLongerAwaited(creating, false), /whether Azure took it is seen in the tree/);
    const reconciling = noLongerAwaited({ ...ABOUT, step: 'reconcile' }, true);
    assert.match(reconciling, /for prod to be reconciled: Azure goes on with it\. Nothing proves/);
  });
});
