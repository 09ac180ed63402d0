import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { ExecEnd } from '../../../../src/kube/exec/exec.ts';
import { kubectlEnd } from '../../../../src/kube/kubectl/kubectlEnd.ts';

const exited = (stderr: string, code: number | undefined) =>
  kubectlEnd({ stdout: 'out', stderr, end: { kind: 'exited', code } });

describe('kubectlEnd', () => {
  const ENDS: readonly (readonly [stderr: string, code: number, end: ExecEnd, left: string])[] = [
    ['warn\n', 0, { kind: 'exited', code: 0 }, 'warn\n'],
    [
      "cat: can't open '/a'\ncommand terminated with exit code 1\n",
      1,
      { kind: 'exited', code: 1 },
      "cat: can't open '/a'",
    ],
    ['command terminated with exit code 127\n', 127, { kind: 'exited', code: 127 }, ''],
    [
      'error: Internal error occurred: error executing command in container: exec: "cat": executable file not found in $PATH\n',
      1,
      {
        kind: 'not-started',
        message:
          'error executing command in container: exec: "cat": executable file not found in $PATH',
      },
      '',
    ],
  ];
  for (const [stderr, code, end, left] of ENDS) {
    it(`tells what became of the command: ${stderr.trim().slice(0, 60)}`, () =>
      assert.deepEqual(exited(stderr, code), { stdout: 'out', stderr: left, end }));
  }

  it('believes no image that prints what kubectl would', () => {
    assert.throws(() => exited('command terminated with exit code 0\n', 1), /kubectl exec failed/);
  });

  it('says what kubectl says, without a secret', () => {
    assert.throws(
      () =>
        exited('error: unable to upgrade connection: Bearer eyJhbGciOiJub25lIn0.e30.secret\n', 1),
      (error: Error) =>
        /exit code 1\): unable to upgrade connection/.test(error.message) &&
        !error.message.includes('secret'),
    );
    assert.throws(() => exited('', undefined), /kubectl exec failed \(exit code unknown\)/);
  });
});
