import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { verifyExitCode } from '../../../../src/cli/verify/verifyExitCode.ts';
import { parseVerifyOptions } from '../../../../src/cli/verify/verifyOptions.ts';
import { checkResult } from '../../../checkResult.ts';

describe('parseVerifyOptions', () => {
  const TAKEN: readonly (readonly [string, readonly string[], object])[] = [
    ['a namespace', ['-n', 'pay'], { namespace: 'pay' }],
    ['a namespace with an equals sign', ['-n=pay'], { namespace: 'pay' }],
    ['a format with an equals sign', ['-o=json', 'a'], { format: 'json', pods: ['a'] }],
    ['an empty namespace as none', ['-n='], { namespace: undefined }],
    ['pods of other namespaces', ['a/b', 'c.d-1'], { pods: ['a/b', 'c.d-1'] }],
    ['a wish for the version', ['--version'], { version: true }],
  ];
  for (const [what, argv, expected] of TAKEN) {
    it(`takes ${what}`, () => {
      const options = parseVerifyOptions(argv);
      const taken = Object.fromEntries(
        Object.entries(options).filter(([key]) => Object.hasOwn(expected, key)),
      );
      assert.deepEqual(taken, expected);
    });
  }

  const REFUSED: readonly (readonly [readonly string[], RegExp])[] = [
    [['-n', '..'], /--namespace is a name, not "\.\."/],
    [['-n==x'], /--namespace is a name/],
    [['..'], /POD is a name/],
    [['pay/.'], /POD is a name/],
    [['a/b/c'], /POD is a name/],
    [['/b'], /POD is a name/],
    [['--timeout', '100000'], /at most 86400/],
  ];
  for (const [argv, message] of REFUSED) {
    it(`refuses ${argv.join(' ')}`, () => {
      assert.throws(() => parseVerifyOptions(argv), message);
    });
  }
});

describe('verifyExitCode', () => {
  const open = checkResult({ handler: undefined, claim: 'unknown' });
  const TABLE = [
    ['a claim that holds', [checkResult({})], 'gvisor', 0],
    ['a claim that is broken', [checkResult({ verdict: 'host-kernel' })], undefined, 1],
    ['another claim than is required', [checkResult({})], 'kata', 1],
    [
      'no class where one is required',
      [checkResult({ runtimeClass: undefined, claim: 'none' })],
      'any',
      1,
    ],
    ['a class of which nothing is known, where one is required', [open], 'gvisor', 3],
    ['a class of which nothing is known', [open], undefined, 0],
    ['what is indeterminate', [checkResult({ verdict: 'indeterminate' })], undefined, 3],
    ['a broken claim beside it', [open, checkResult({ verdict: 'vm' })], 'gvisor', 1],
    ['no pod', [], 'any', 0],
  ] as const;
  for (const [what, pods, required, code] of TABLE) {
    it(`is ${code} for ${what}`, () => assert.equal(verifyExitCode(pods, required), code));
  }
});
