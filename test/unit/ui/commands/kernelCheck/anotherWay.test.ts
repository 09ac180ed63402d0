import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CheckResult } from '../../../../../src/model/isolation/checkResult.ts';
import { anotherWay } from '../../../../../src/ui/commands/kernelCheck/anotherWay.ts';
import { checkResult } from '../../../../checkResult.ts';

describe('anotherWay', () => {
  const unread = checkResult({
    name: 'dark',
    verdict: 'indeterminate',
    evidence: [{ source: 'error', text: 'no cat' }],
  });
  const byImage = checkResult({ name: 'app', readBy: 'image' });
  const own = checkResult({ name: 'own', readBy: 'ephemeral' });
  const TABLE: readonly (readonly [
    what: string,
    results: readonly CheckResult[],
    offered: readonly [button: string, pods: readonly string[], placeHolder: string] | undefined,
  ])[] = [
    [
      'pods that could not be read, before all others',
      [byImage, unread],
      ['Check Another Way…', ['dark'], 'For 1 pod that could not be read'],
    ],
    [
      'pods that their images read',
      [byImage, own],
      ['Read by Our Program…', ['app'], 'For 1 pod that its own image read'],
    ],
    ['nothing where our program read', [own], undefined],
    [
      'nothing for a contradiction',
      [checkResult({ readBy: 'image', verdict: 'host-kernel' })],
      undefined,
    ],
    ['nothing of nothing', [], undefined],
  ];
  for (const [what, results, offered] of TABLE) {
    it(`offers ${what}`, () => {
      const other = anotherWay(results);
      const told = other && [other.button, other.pods.map(({ name }) => name), other.placeHolder];
      assert.deepEqual(told, offered);
    });
  }
});
