import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { verifyExitCode } from '../../../../src/cli/verify/verifyExitCode.ts';
import { parseVerifyOptions } from '../../../../src/cli/verify/verifyOptions.ts';
import { checkResult } from '../../../checkResult.ts';

describe('parseVerifyOptions', () => {
  const TAKEN: readonly (readonly [string, readonly string[], object])[] = [
    ['a namespace', ['-n', 'pay'], { namespaces: ['pay'] }],
    ['several namespaces, each once', ['-n', 'a', '-n=b', '-n', 'a'], { namespaces: ['a', 'b'] }],
    ['an empty namespace as none', ['-n='], { namespaces: [] }],
    ['a format with an equals sign', ['-o=json'], { format: 'json' }],
    ['a wish for the version', ['--version'], { version: true }],
    ['labels', ['-l', 'app=web'], { filter: { labelSelector: 'app=web' } }],
    [
      'fields and a node',
      ['--field-selector', 'status.phase=Running', '--node', 'n1'],
      { filter: { fieldSelector: 'status.phase=Running,spec.nodeName=n1' } },
    ],
    ['a duration', ['--timeout', '1m30s'], { timeoutMs: 90_000 }],
    ['seconds', ['--timeout', '2'], { timeoutMs: 2000 }],
    ['a bound for answers', ['--request-timeout', '500ms'], { requestTimeoutMs: 500 }],
    ['a shard', ['--shard', '2/3'], { shard: { index: 2, count: 3 } }],
    ['one way to read', ['--read-by', 'ephemeral'], { readBy: 'ephemeral' }],
    ['whom to trust', ['--trust', 'own'], { trustOwn: true }],
    [
      'somebody to act as',
      ['--as', 'bob', '--as-group', 'a', '--as-group', 'b', '--token', 't'],
      {
        overrides: {
          token: 't',
          impersonation: { user: 'bob', groups: ['a', 'b'], extra: {} },
        },
      },
    ],
    ['a server', ['--server', 'https://10.0.0.1/'], { overrides: { server: 'https://10.0.0.1/' } }],
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
    [['..'], /what to check is POD, KIND\/NAME or NAMESPACE\/POD, not "\.\."/],
    [['-A', '-n', 'a'], /exclude each other/],
    [['-A', 'gv'], /given as NAMESPACE\/POD/],
    [['-n', 'a', '-n', 'b', 'deploy/x'], /with several --namespace/],
    [['-l', 'app=web', 'gv'], /selectors choose among all pods/],
    [['--node', 'a b'], /--node is a name/],
    [['--watch', 'gv'], /--watch is of all pods/],
    [['--watch', '-o', 'json'], /--watch prints as table, wide or github/],
    [['--watch', '--shard', '1/3'], /--watch has no end/],
    [['--requre', 'any'], /there is no option --requre: --require\?/],
    [['--shard', '0/3'], /--shard is I\/N/],
    [['--shard', '4/3'], /--shard is I\/N/],
    [['--shard', 'index/3'], /--shard is I\/N/],
    [['--timeout', '100000'], /at most 24h/],
    [['--timeout', 'soon'], /a duration such as 30s/],
    [['--timeout', '0s'], /above 0/],
    [['--concurrency', '1.5'], /a whole number/],
    [['--read-by', 'canary', '--allow-ephemeral'], /names the one way/],
    [['--as-group', 'a'], /need --as/],
    [['--server', 'localhost'], /an http or https address/],
    [['--aks', 'g/n', '--server', 'https://x'], /--aks needs no kubeconfig/],
  ];
  for (const [argv, message] of REFUSED) {
    it(`refuses ${argv.join(' ')}`, () => {
      assert.throws(() => parseVerifyOptions(argv), message);
    });
  }
});

describe('verifyExitCode', () => {
  const LESS = { name: 's', runtimeClass: 'gvisor', promise: 'gvisor', isLess: true } as const;
  const open = checkResult({ handler: undefined, claim: 'unknown' });
  const broken = checkResult({ verdict: 'vm' });
  const unchecked = [{ object: 'Pod a/b', why: 'It is not there' }];
  const TABLE = [
    ['a claim that holds', { pods: [checkResult()], required: 'gvisor' }, 0],
    ['a claim that is broken', { pods: [checkResult({ verdict: 'host-kernel' })] }, 1],
    [
      'less than the template of its Sandbox promises',
      { pods: [checkResult({ claim: 'none', verdict: 'host-kernel', sandbox: LESS })] },
      1,
    ],
    [
      'another class than that of the template, but no less',
      { pods: [checkResult({ sandbox: { ...LESS, isLess: false } })] },
      0,
    ],
    ['another claim than is required', { pods: [checkResult()], required: 'kata' }, 1],
    [
      'no class where one is required',
      { pods: [checkResult({ runtimeClass: undefined, claim: 'none' })], required: 'any' },
      1,
    ],
    [
      'a class of which nothing is known, where one is required',
      { pods: [open], required: 'gvisor' },
      3,
    ],
    ['a class of which nothing is known', { pods: [open] }, 3],
    ['what is indeterminate', { pods: [checkResult({ verdict: 'indeterminate' })] }, 3],
    ['a broken claim beside it', { pods: [open, broken] }, 1],
    ['what could not be checked', { pods: [checkResult()], unchecked }, 2],
    ['what could not be checked beside what is open', { pods: [open], unchecked }, 2],
    ['a broken claim beside what could not be checked', { pods: [broken], unchecked }, 1],
    ['a check that was ended before', { pods: [open], cancelledOf: 50 }, 2],
    ['a broken claim of such a check', { pods: [broken], cancelledOf: 50 }, 1],
    ['no pod', { pods: [], required: 'any' }, 0],
  ] as const;
  for (const [what, report, code] of TABLE) {
    it(`is ${code} for ${what}`, () => {
      assert.equal(verifyExitCode(report, { failOnNone: false }), code);
    });
  }

  it('is 2 for no pod where that fails', () => {
    assert.equal(verifyExitCode({ pods: [] }, { failOnNone: true }), 2);
  });
});
