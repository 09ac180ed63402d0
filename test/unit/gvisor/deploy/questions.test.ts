import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  installQuestion,
  nothingToInstall,
  type InstallPlan,
} from '../../../../src/gvisor/deploy/installQuestion.ts';
import { installerOptions } from '../../../../src/gvisor/manifest/installerOptions.ts';
import { removeQuestion } from '../../../../src/gvisor/remove/removeQuestion.ts';

import { AKS_POOL_LABEL } from '../../../../src/model/labels.ts';
import { projectPod } from '../../../../src/kube/resources/podResource.ts';

describe('what is told before gVisor is installed', () => {
  const options = installerOptions({ label: AKS_POOL_LABEL, names: ['gv1', 'gv2'] });
  const planned = (plan: Partial<InstallPlan>): InstallPlan => ({
    options,
    origins: {},
    nodes: 3,
    outcomes: [],
    warnings: [],
    upgradeFrom: undefined,
    ...plan,
  });
  const cases: readonly (readonly [string, Partial<InstallPlan>, RegExp, RegExp | undefined])[] = [
    [
      'a deployment',
      {},
      /^Release 20260928\.0, on 3 nodes of gv1, gv2, one node after the other\. containerd is restarted/,
      undefined,
    ],
    [
      'one node of several',
      { options: { ...options, onlyNodes: ['n1'] }, nodes: 1, others: 2 },
      /^Release 20260928\.0, on n1 alone, of gv1, gv2: the other 2 nodes are not changed before you have said so\. containerd is restarted/,
      /one node after the other/,
    ],
    ['advice about pools with it', {}, /Keep a node in each pool/, undefined],
    [
      'an upgrade',
      { upgradeFrom: '20260901.0', nodes: 1 },
      /^From release 20260901\.0 to 20260928\.0, on 1 node of .* containerd is not restarted/,
      /Keep a node in each pool|startup taint/,
    ],
    [
      'the same release once more',
      { upgradeFrom: '20260928.0' },
      /^From release 20260928\.0, again, on 3 nodes/,
      undefined,
    ],
    ['nothing of defaults', {}, /./, /Not the default/],
    [
      'what others chose, and where',
      {
        options: { ...options, mirror: 'https://mirror.example', image: 'evil.example/b:1' },
        origins: { mirror: 'your settings', image: 'the settings of this workspace' },
      },
      /\n\nNot the default, and as good as root on these nodes: the mirror https:\/\/mirror\.example \(from your settings\), the image evil\.example\/b:1 \(from the settings of this workspace\)\.\n\n/,
      /the release/,
    ],
    ['warnings', { warnings: ['Beware.'] }, /\n\nBeware\.\n\n/, undefined],
  ];
  for (const [name, plan, told, not] of cases) {
    it(name, () => {
      const { detail } = installQuestion('prod', planned(plan));
      assert.match(detail, told);
      assert.match(detail, /as good as root/);
      assert.match(detail, /does not cover/);
      if (not) assert.doesNotMatch(detail, not);
    });
  }

  it('is nothing where all is there', () => {
    assert.equal(
      nothingToInstall('upgrade', 'prod', options),
      'The release 20260928.0 of gVisor is on gv1, gv2 of prod already, with these settings: there is nothing to upgrade.',
    );
  });

  it('asks what the button then does', () => {
    const deploy = installQuestion('prod', planned({}));
    assert.equal(deploy.title, 'Deploy gVisor in prod?');
    for (const told of [
      /about half an hour at most/,
      /0\.5 GB/,
      /stops at the first node/,
      /takes it back/,
    ]) {
      assert.match(deploy.detail, told);
    }
    const upgrade = installQuestion('prod', planned({ upgradeFrom: '20260901.0' }));
    assert.equal(upgrade.title, 'Upgrade gVisor in prod?');
  });
});

describe('what is told before gVisor is removed', () => {
  const pods = (number: number) =>
    Array.from({ length: number }, (_, index) =>
      projectPod({ metadata: { namespace: 'default', name: `pod-${index}` } }),
    );
  const cases: readonly (readonly [number, RegExp])[] = [
    [0, /^Each node gets its containerd configuration back as it was/],
    [
      1,
      /^Delete this pod first: without gVisor it keeps running, but cannot be entered or restarted\.\n\ndefault\/pod-0\n\nEach node/,
    ],
    [
      2,
      /^Delete these 2 pods first: without gVisor they keep running, but cannot .*\n\ndefault\/pod-0\ndefault\/pod-1\n\nEach node/,
    ],
    [17, /default\/pod-14\nand 2 more\n\nEach node/],
  ];
  for (const [number, told] of cases) {
    it(`${number} pods under it`, () => {
      const { title, detail } = removeQuestion('prod', 'gVisor from gv1', pods(number));
      assert.match(detail, told);
      assert.equal(title, 'Remove gVisor from gv1 in prod?');
    });
  }
});
