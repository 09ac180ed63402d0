import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { UserError } from '../../../../src/base/problem.ts';
import { noInstallerPod, notDeployed } from '../../../../src/ui/commands/gvisor/gvisorProblems.ts';
import { noLongerFollowed } from '../../../../src/ui/commands/gvisor/noLongerFollowed.ts';
import { noReport, savedReport } from '../../../../src/ui/commands/kernelCheck/savedReport.ts';
import { savedText } from '../../../../src/ui/documents/savedForms.ts';
import {
  nameless,
  noFolder,
  noManifest,
  noObjects,
  nothingSandboxed,
} from '../../../../src/ui/commands/manifest/manifestProblems.ts';
import {
  contextGone,
  noAgentPools,
  noCluster,
  noPods,
} from '../../../../src/ui/commands/target/targetProblems.ts';
import { usableSetting } from '../../../../src/ui/commands/target/usableSetting.ts';
import { SETTINGS } from '../../../../src/ui/ids.ts';
import { checkResult } from '../../../checkResult.ts';

describe('what a command says when it cannot go on', () => {
  const SAID: readonly (readonly [UserError, string])[] = [
    [
      contextGone(),
      'This cluster is no longer in a kubeconfig, or cannot be used as it stands there. Choose another cluster.',
    ],
    [
      noCluster(),
      'No kubeconfig names a cluster that can be used. Add a kubeconfig, sign in to Azure, or get credentials with: az aks get-credentials.',
    ],
    [
      noAgentPools('prod'),
      'Azure has no node pools of prod. Create one, or choose another cluster.',
    ],
    [noPods('prod'), 'prod has no pods. Run a pod, then try again.'],
    [noManifest(), 'No manifest is open in the editor. Open a YAML file with Kubernetes objects.'],
    [
      noObjects('a.yaml'),
      'a.yaml holds no object that could be sent (templates, patches and values are none). Open a YAML file with Kubernetes objects.',
    ],
    [
      nameless('Pod', 'a.yaml'),
      'A Pod in a.yaml has no metadata.name. Open a YAML file with Kubernetes objects.',
    ],
    [
      nothingSandboxed('a.yaml was changed meanwhile'),
      'Nothing was sandboxed: a.yaml was changed meanwhile. Put the cursor into a Pod, Deployment or another workload in a YAML file.',
    ],
    [
      noFolder(),
      'No folder on this machine is open. Open the folder with your manifests, then check them all.',
    ],
    [
      noReport(),
      'No kernel check was run since this window opened. Run AKS Sandbox: Check Kernel first.',
    ],
    [
      notDeployed('prod'),
      'gVisor was not deployed to prod by AKS Sandbox. Deploy gVisor puts it there.',
    ],
    [
      noInstallerPod('n1'),
      'The gVisor installer has no pod on n1. See whether its DaemonSet still selects the node.',
    ],
  ];
  for (const [error, message] of SAID) {
    it(error.problem.what, () => assert.equal(error.message, message));
  }

  it('names the setting that cannot be used', () => {
    assert.equal(usableSetting(SETTINGS.gvisorImage, 'busybox', undefined), 'busybox');
    assert.throws(() => usableSetting(SETTINGS.gvisorImage, ' ', 'it is no image'), {
      message:
        'The setting aksSandbox.gvisor.image cannot be used: it is no image. Change it in the settings.',
    });
  });
});

describe('noLongerFollowed', () => {
  it('says that an installation goes on', () => {
    for (const kind of ['deploy', 'upgrade', 'resume'] as const) {
      assert.match(
        noLongerFollowed({ kind }, 'prod'),
        /what was applied to prod stays, and the installer goes on .* Pause gVisor Rollout stops it after the node that has begun, Remove gVisor takes it back\.$/,
      );
    }
  });
  it('says that a removal goes on', () => {
    assert.match(
      noLongerFollowed({ kind: 'remove' }, 'prod'),
      /The DaemonSet in prod is deleted .* run Remove gVisor again for the rest\.$/,
    );
  });
});

describe('a saved report', () => {
  const report = {
    cluster: 'prod / weu',
    scope: 'the whole cluster',
    checkedAt: '2026-11-27T10:00:00Z',
    pods: [checkResult()],
  };
  it('is called by its cluster and day', () => {
    assert.equal(savedReport(report).name, 'kernel-check-prod-weu-2026-11-27');
  });
  it('is JSON or Markdown by the ending of its file', () => {
    assert.match(savedText(savedReport(report), '/a/b.json'), /^\{/);
    assert.match(savedText(savedReport(report), '/a/b.md'), /^# Kernel check: /);
  });
});
