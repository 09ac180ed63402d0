import assert from 'node:assert/strict';
import { delimiter, join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { kubeconfigChains } from '../../../../src/kube/kubeconfig/kubeconfigPaths.ts';

const home = resolve('/home/ada');
const cwd = resolve('/work');
const at = (environment: string | undefined, additional: readonly string[] = []) =>
  kubeconfigChains({ environment, additional, home, cwd });

describe('kubeconfigChains', () => {
  it('is the default file without KUBECONFIG', () => {
    assert.deepEqual(at(undefined), [
      { files: [join(home, '.kube', 'config')], mayBeMissing: true },
    ]);
    assert.deepEqual(at(''), at(undefined));
  });
  it('is the list of KUBECONFIG, without empty names and repeats, relative to the folder one is in', () => {
    const one = resolve('/one');
    assert.deepEqual(at([one, '', 'two', one].join(delimiter)), [
      { files: [one, join(cwd, 'two')], mayBeMissing: true },
    ]);
  });
  it('takes each additional file by itself, and none twice', () => {
    const one = resolve('/one');
    assert.deepEqual(at(one, [one, '~/extra', '~/extra']), [
      { files: [one], mayBeMissing: true },
      { files: [join(home, 'extra')], mayBeMissing: false },
    ]);
  });
  it('is the one file that was asked for, which must exist', () => {
    assert.deepEqual(
      kubeconfigChains({ explicit: 'x', environment: '/one', additional: ['/two'], home, cwd }),
      [{ files: [join(cwd, 'x')], mayBeMissing: false }],
    );
  });
});
