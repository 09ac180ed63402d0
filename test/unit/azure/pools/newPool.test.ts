import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type NewPool, newPoolBody } from '../../../../src/azure/pools/newPool.ts';
import {
  parseCount,
  parseLabels,
  parseMaxPods,
  parseTaints,
  poolNameProblem,
  surgeProblem,
} from '../../../../src/azure/pools/poolInput.ts';

const KATA: NewPool = {
  name: 'kata1',
  sandbox: 'kata',
  osSku: 'AzureLinux',
  vmSize: 'Standard_D4s_v5',
  count: 3,
};

describe('newPoolBody', () => {
  it('has what a Kata pool must have, and nothing that was not chosen', () => {
    assert.deepEqual(newPoolBody(KATA), {
      properties: {
        count: 3,
        mode: 'User',
        osType: 'Linux',
        osSKU: 'AzureLinux',
        type: 'VirtualMachineScaleSets',
        vmSize: 'Standard_D4s_v5',
        workloadRuntime: 'KataVmIsolation',
      },
    });
  });

  it('has what was chosen', () => {
    const { properties } = newPoolBody({
      ...KATA,
      autoscale: { min: 1, max: 5 },
      version: '1.35.2',
      zones: ['1', '2'],
      labels: { team: 'a' },
      taints: ['sandbox=kata:NoSchedule'],
      maxPods: 60,
      surge: '1',
    });
    assert.deepEqual(properties, {
      ...newPoolBody(KATA).properties,
      enableAutoScaling: true,
      minCount: 1,
      maxCount: 5,
      orchestratorVersion: '1.35.2',
      availabilityZones: ['1', '2'],
      nodeLabels: { team: 'a' },
      nodeTaints: ['sandbox=kata:NoSchedule'],
      maxPods: 60,
      upgradeSettings: { maxSurge: '1' },
    });
  });

  it('names no workload runtime, label or taint for gVisor', () => {
    const { properties } = newPoolBody({ ...KATA, sandbox: 'gvisor', osSku: 'Ubuntu' });
    assert.deepEqual(Object.keys(properties), [
      'count',
      'mode',
      'osType',
      'osSKU',
      'type',
      'vmSize',
    ]);
  });
});

describe('poolNameProblem', () => {
  for (const [name, problem] of [
    ['kata1', /already/],
    ['Kata1', /begins with a lower-case letter/],
    ['1ab', /begins with a lower-case letter/],
    ['a-b', /Only lower-case letters and digits/],
    ['abcdefghijklm', /At most 12 characters; these are 13/],
    ['', /needs a name/],
    ['../x', /begins with/],
    ['kata2', undefined],
    ['abcdefghijkl', undefined],
  ] as const) {
    it(`says what is wrong with "${name}"`, () => {
      const said = poolNameProblem(name, ['kata1']);
      if (problem) assert.match(said ?? '', problem);
      else assert.equal(said, undefined);
    });
  }
});

describe('What a person types', () => {
  it('is read as a count', () => {
    assert.deepEqual(parseCount('3'), { count: 3 });
    assert.deepEqual(parseCount('0'), { count: 0 });
    assert.deepEqual(parseCount('1-5'), { count: 1, autoscale: { min: 1, max: 5 } });
    assert.deepEqual(parseCount(' 0 .. 5 '), { count: 0, autoscale: { min: 0, max: 5 } });
    for (const text of ['', '-1', '1.5', 'three', '5-1', '1001', '1-']) {
      assert.equal(typeof parseCount(text), 'string', text);
    }
  });

  it('is read as labels', () => {
    assert.deepEqual(parseLabels('a=b, example.com/c=, d=e.f'), {
      a: 'b',
      'example.com/c': '',
      d: 'e.f',
    });
    assert.deepEqual(parseLabels(''), {});
    for (const [text, why] of [
      ['a', /key=value/],
      ['a=b=c', /key=value/],
      ['=b', /cannot be a key/],
      ['a b=c', /cannot be a key/],
      ['a=b c', /cannot be the value/],
      ['kubernetes.azure.com/x=1', /kept for Azure/],
      ['node.kubernetes.io/x=1', /kept for Azure/],
      ['A_b/x=1', /cannot be the prefix/],
      [`${'a'.repeat(64)}=1`, /cannot be a key/],
    ] as const) {
      assert.match(JSON.stringify(parseLabels(text)), why, text);
    }
  });

  it('is read as taints, which AKS wants a value of', () => {
    assert.deepEqual(parseTaints('a=b:NoSchedule, c/d=e:NoExecute'), [
      'a=b:NoSchedule',
      'c/d=e:NoExecute',
    ]);
    for (const text of [
      'a:NoSchedule',
      'a=b',
      'a=b:Never',
      '=b:NoSchedule',
      'kubernetes.io/a=b:NoSchedule',
    ]) {
      assert.equal(typeof parseTaints(text), 'string', text);
    }
  });

  it('is read as pods and as a surge', () => {
    assert.equal(parseMaxPods('30'), 30);
    for (const text of ['9', '251', 'x', '']) assert.equal(typeof parseMaxPods(text), 'string');
    for (const text of ['1', '33%', '100%']) assert.equal(surgeProblem(text), undefined);
    for (const text of ['0', '101%', '-1', '1.5', 'x']) assert.ok(surgeProblem(text));
  });
});
