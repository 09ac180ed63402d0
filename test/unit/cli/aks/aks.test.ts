import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { lazy } from '../../../../src/base/lazy.ts';
import { PRODUCTION } from '../../../sim/azure/sample/tenants.ts';
import { useCliOnAzure } from './useCliOnAzure.ts';

const GROUP_NAME = 'sandbox-rg/prod-weu';
const RESOURCE_ID = `/subscriptions/${PRODUCTION.id}/resourceGroups/sandbox-rg/providers/Microsoft.ContainerService/managedClusters/prod-weu`;
const TOKENS = [
  `account get-access-token --resource https://management.azure.com --tenant ${PRODUCTION.tenant}`,
  `account get-access-token --resource 6dae42f8-4368-4678-94ff-3960e28e3630 --tenant ${PRODUCTION.tenant}`,
];

const POD = `apiVersion: v1
kind: Pod
metadata: {name: web}
spec:
  runtimeClassName: nowhere
  containers: [{name: web, image: nginx}]
`;

/** What each pod was found to be. */
function verdicts(stdout: string): readonly string[] {
  const { pods } = JSON.parse(stdout) as {
    pods: Record<'namespace' | 'name' | 'claim' | 'verdict' | 'kernel', string>[];
  };
  return pods.map((pod) => [pod.namespace, pod.name, pod.claim, pod.verdict, pod.kernel].join(' '));
}

describe('--aks', () => {
  const cli = useCliOnAzure();
  /** What comes of the same cluster by its kubeconfig. */
  const expected = lazy(async () => {
    const { run, sim } = cli();
    const env = { KUBECONFIG: sim.kubeconfig };
    return verdicts((await run(['verify', '-A', '-o', 'json'], env)).stdout);
  });

  const NAMES: readonly (readonly [what: string, args: readonly string[], asks: string])[] = [
    ['as GROUP/NAME', [GROUP_NAME], 'account show'],
    ['of a subscription by its name', [GROUP_NAME, '--subscription', 'production'], 'account list'],
    ['of a subscription by its id', [GROUP_NAME, '--subscription', PRODUCTION.id], 'account list'],
    ['by its resource id', [RESOURCE_ID], 'account list'],
    [
      'by its resource id in small letters, as some tools write it',
      [RESOURCE_ID.toLowerCase()],
      'account list',
    ],
  ];
  for (const [what, args, asks] of NAMES) {
    it(`verifies a cluster ${what}, as its kubeconfig would`, async () => {
      const { run, az, arm } = cli();
      const byAzure = await run(['verify', '-A', '-o', 'json', '--aks', ...args]);
      assert.equal(byAzure.code, 1, byAzure.stderr);
      assert.deepEqual(await az(), [asks, ...TOKENS]);
      assert.deepEqual(arm(), ['GET prod-weu', 'POST listClusterUserCredential']);
      assert.deepEqual(verdicts(byAzure.stdout), await expected());
      assert.match(byAzure.stdout, /"cluster": "prod-weu"/);
    });
  }

  it('takes an option that is empty, as of an unset variable, as not given', async () => {
    const { run, sim, az } = cli();
    const env = { KUBECONFIG: sim.kubeconfig };
    const { code, stderr } = await run(['verify', '--aks', '', '--subscription', ''], env);
    assert.equal(code, 0, stderr);
    assert.deepEqual(await az(), []);
  });

  it('says nothing of a token, whatever it tells', async () => {
    const { code, stdout, stderr } = await cli().run(['verify', '-v', '-A', '--aks', GROUP_NAME]);
    assert.equal(code, 1);
    assert.doesNotMatch(stdout + stderr, /eyJ|certificate-authority-data/);
  });

  it('gives lint the facts of a cluster', async () => {
    const { run, arm } = cli();
    const { code, stdout, stderr } = await run(['lint', '-', '--aks', GROUP_NAME], {}, POD);
    assert.equal(code, 1, stderr);
    assert.match(stdout, /There is no RuntimeClass "nowhere" in prod-weu/);
    assert.deepEqual(arm(), ['GET prod-weu', 'POST listClusterUserCredential']);
  });

  describe('of gvisor manifest', () => {
    it('tolerates what keeps pods off the pools, beside what is asked for', async () => {
      const { run, arm } = cli();
      const args = ['gvisor', 'manifest', '--pool', 'gv1', '--toleration', 'spot:NoSchedule'];
      const { code, stdout, stderr } = await run([...args, '--aks', GROUP_NAME]);
      assert.equal(code, 0, stderr);
      const objects = parseAllDocuments(stdout).map(
        (document) => document.toJS() as { kind: string; scheduling?: { tolerations: unknown } },
      );
      const found = objects.find(({ kind }) => kind === 'RuntimeClass');
      assert.deepEqual(found?.scheduling?.tolerations, [
        { key: 'spot', operator: 'Exists', effect: 'NoSchedule' },
        { key: 'sandbox', operator: 'Equal', value: 'gvisor', effect: 'NoSchedule' },
      ]);
      assert.deepEqual(arm(), ['GET prod-weu', 'GET agentPools']);
    });

    it('refuses a pool that the cluster does not have', async () => {
      const args = ['gvisor', 'manifest', '--pool', 'gv1', '--pool', 'gv9', '--aks', GROUP_NAME];
      const { code, stdout, stderr } = await cli().run(args);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, /prod-weu has no Linux node pool gv9\. It has: system, gv1, kata1\./);
    });
  });
});
