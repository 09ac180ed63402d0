import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CheckReport } from '../../../../../src/proof/report/checkReport.ts';
import { mergeReports } from '../../../../../src/proof/report/merge/mergeReports.ts';
import { isOfShard } from '../../../../../src/proof/report/shard.ts';
import { checkResult } from '../../../../checkResult.ts';

const report = (more: Partial<CheckReport> = {}): CheckReport => ({
  cluster: 'prod',
  checkedAt: '2026-11-27T00:00:00.000Z',
  pods: [checkResult()],
  limits: [],
  unchecked: [],
  ...more,
});

describe('mergeReports', () => {
  const shard = (index: number, names: readonly string[], more: Partial<CheckReport> = {}) =>
    report({
      shard: { index, count: 3 },
      pods: names.map((name) => checkResult({ name })),
      ...more,
    });

  it('has the pods of all shards, and no shard itself', () => {
    const merged = mergeReports([shard(1, ['a']), shard(2, ['b', 'c']), shard(3, [])]);
    assert.deepEqual(
      merged.pods.map(({ name }) => name),
      ['a', 'b', 'c'],
    );
    assert.deepEqual([merged.shard, merged.unchecked], [undefined, []]);
  });

  it('names a shard that is missing as not checked', () => {
    const { unchecked } = mergeReports([shard(1, ['a']), shard(3, ['b'])]);
    assert.deepEqual(unchecked, [{ object: 'Shard 2/3', why: 'There is no report of shard 2/3' }]);
  });

  it('takes the later result of a pod that stands in two', () => {
    const later = report({
      checkedAt: '2026-11-28T00:00:00.000Z',
      pods: [checkResult({ verdict: 'host-kernel' })],
    });
    const merged = mergeReports([later, report()]);
    assert.deepEqual([merged.pods.length, merged.pods[0]?.verdict], [1, 'host-kernel']);
    assert.equal(merged.checkedAt, later.checkedAt);
  });

  it('keeps a contradiction beside the later result of a canary pod', () => {
    const own = report({ pods: [checkResult({ verdict: 'host-kernel', readBy: 'image' })] });
    const canary = report({
      checkedAt: '2026-11-28T00:00:00.000Z',
      pods: [checkResult({ readBy: 'canary' })],
    });
    const { pods } = mergeReports([canary, own]);
    assert.deepEqual(
      pods.map(({ verdict }) => verdict),
      ['host-kernel'],
    );
  });

  it('keeps pods apart whose uids are not known', () => {
    const pods = ['a', 'b'].map((name) => checkResult({ name, uid: '' }));
    assert.equal(mergeReports([report({ pods })]).pods.length, 2);
  });

  it('is not complete where one of them is not', () => {
    const cut = shard(1, ['a'], { cancelledOf: 5 });
    assert.equal(mergeReports([cut, shard(2, ['b']), shard(3, ['c'])]).cancelledOf, 7);
  });

  const APART: readonly (readonly [string, readonly CheckReport[], RegExp])[] = [
    ['nothing', [], /there is none/],
    ['several clusters', [report(), report({ cluster: 'test' })], /of several clusters/],
    ['several requirements', [report(), report({ required: 'any' })], /require different/],
    [
      'several cuts',
      [shard(1, []), report({ shard: { index: 1, count: 2 } })],
      /into different shards/,
    ],
  ];
  for (const [what, reports, message] of APART) {
    it(`refuses ${what}`, () => assert.throws(() => mergeReports(reports), message));
  }
});

describe('isOfShard', () => {
  const uids = Array.from({ length: 3000 }, (_, i) => `5f3c1b02-8a54-4f0e-9d7e-${i}`);
  it('puts each pod into one shard, and about as many into each', () => {
    const shards = [1, 2, 3].map((index) =>
      uids.filter((uid) => isOfShard(uid, { index, count: 3 })),
    );
    assert.equal(new Set(shards.flat()).size, uids.length);
    for (const { length } of shards) assert.ok(length > 800 && length < 1200, `${length}`);
  });
});
