import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';

interface Entry {
  readonly command: string;
  readonly when: string;
  readonly group: string;
}
const MANIFEST = JSON.parse(
  readFileSync(new URL('../../../package.json', import.meta.url), 'utf8'),
) as { contributes: { menus: { 'view/item/context': readonly Entry[] } } };

/** The commands that a row offers in its menu, by its context value; those of its buttons apart. */
function offered(viewItem: string, inline = false): readonly string[] {
  return MANIFEST.contributes.menus['view/item/context']
    .filter(({ group }) => group.startsWith('inline') === inline)
    .filter(({ when }) => {
      const pattern = /viewItem =~ \/(.*)\//.exec(when)?.[1];
      const equal = /viewItem == (\S+)/.exec(when)?.[1];
      return pattern === undefined ? equal === viewItem : new RegExp(pattern).test(viewItem);
    })
    .map(({ command }) => command.replace('aksSandbox.', ''))
    .toSorted();
}

describe('The menu of a row', () => {
  const cases: readonly [viewItem: string, menu: readonly string[], buttons?: readonly string[]][] =
    [
      ['workload.podless', ['copyName', 'showDetails', 'showEvents']],
      ['workload.pods', ['checkKernel', 'copyName', 'showDetails', 'showEvents']],
      ['runtimeClass.gvisor', ['checkKernel', 'copyName', 'showDetails']],
      ['node.ready', ['checkKernel', 'copyName', 'showDetails']],
      [
        'nodePool.gvisor',
        [
          'checkKernel',
          'copyName',
          'deployGVisor',
          'removeGVisor',
          'showDetails',
          'showInstallerManifest',
          'upgradeGVisor',
        ],
        ['showDetails'],
      ],
      [
        'nodePool.gvisor.rolling.paused',
        [
          'checkKernel',
          'copyName',
          'deployGVisor',
          'pauseGVisorRollout',
          'removeGVisor',
          'resumeGVisorRollout',
          'showDetails',
          'showInstallerManifest',
          'upgradeGVisor',
        ],
        ['showDetails'],
      ],
      [
        'group.sandboxedPods.some',
        ['checkKernel', 'groupPods', 'showAllPods', 'showCoverage'],
        ['checkKernel'],
      ],
      [
        'group.sandboxedPods.all',
        ['checkKernel', 'groupPods', 'showCoverage', 'showSandboxedPods'],
        ['checkKernel'],
      ],
      ['stateGroup', []],
      ['message.file', ['copyName', 'openKubeconfig']],
      ['cluster.unusable.kubeconfig', ['copyName', 'hideContext', 'openKubeconfig']],
      ['cluster.unusable', ['copyName', 'hideContext']],
    ];
  it('makes a cluster the active one, be it of a kubeconfig or of Azure, unless it is', () => {
    const isOffered = (viewItem: string): boolean =>
      offered(viewItem).includes('selectActiveCluster');
    assert.ok(isOffered('cluster.usable'));
    assert.ok(isOffered('cluster.usable.kubeconfig.aks'));
    assert.ok(!isOffered('cluster.usable.active.kubeconfig'));
    assert.ok(!isOffered('cluster.unusable'));
  });
  for (const [viewItem, menu, buttons = []] of cases) {
    it(`of ${viewItem}`, () => {
      assert.deepEqual(offered(viewItem), menu);
      assert.deepEqual(offered(viewItem, true), buttons);
    });
  }
});
