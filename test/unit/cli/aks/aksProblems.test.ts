import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { startConnectProxy } from '../../../connectProxy.ts';
import { CONTOSO, FABRIKAM, PRODUCTION, SANDBOX } from '../../../sim/azure/sample/tenants.ts';
import type { SimCluster } from '../../../sim/azure/state/account.ts';
import { azAccount, type AzState, SIGNED_IN, useCliOnAzure } from './useCliOnAzure.ts';

const CLUSTER = ['--aks', 'sandbox-rg/prod-weu'];
const RESOURCE_ID = `/subscriptions/${PRODUCTION.id}/resourceGroups/sandbox-rg/providers/Microsoft.ContainerService/managedClusters/prod-weu`;

describe('--aks, where it cannot be done', () => {
  const cli = useCliOnAzure();

  const USAGE: readonly (readonly [args: readonly string[], message: RegExp])[] = [
    [['verify', '--aks', 'prod-weu'], /--aks is a resource id .* or GROUP\/NAME, not "prod-weu"/],
    [['verify', '--aks', 'a/b/c'], /or GROUP\/NAME, not "a\/b\/c"/],
    [['verify', '--aks', 'a/'], /or GROUP\/NAME/],
    [['verify', '--aks', 'rg/x?y=z'], /or GROUP\/NAME/],
    [['verify', '--aks', '/subscriptions/x/resourceGroups/y'], /or GROUP\/NAME/],
    [['verify', '--subscription', 'Production'], /--subscription needs --aks/],
    [['verify', '--aks', RESOURCE_ID, '--subscription', 'x'], /leave out --subscription/],
    [['verify', ...CLUSTER, '--context', 'c'], /leave out --context, --kubeconfig/],
    [['lint', '-', ...CLUSTER, '--kubeconfig', 'f'], /leave out --context, --kubeconfig/],
    [['lint', '-', ...CLUSTER, '--facts', 'f'], /--facts takes the place of a cluster/],
    [['gvisor', 'manifest', '--pool', 'p', '--aks', 'x'], /or GROUP\/NAME/],
  ];
  for (const [args, message] of USAGE) {
    it(`refuses ${args.join(' ').slice(0, 90)}`, async () => {
      const { run, az } = cli();
      const { code, stdout, stderr } = await run(args);
      assert.deepEqual([code, stdout, await az()], [2, '', []]);
      assert.match(stderr, message);
      assert.match(stderr, new RegExp(`See aks-sandbox ${args[0]} --help`));
    });
  }

  const CLUSTERS: readonly (readonly [name: string, message: RegExp])[] = [
    ['night-rg/stopped', /stopped is stopped\. Start it/],
    [
      'private-rg/private',
      /cannot be resolved\. .*a private cluster needs a line into its network/,
    ],
    ['sandbox-rg/gone', /does not find sandbox-rg\/gone in the subscription 8ecadfc9/],
    ['closed-rg/nobody', /Nobody can sign in to nobody: local accounts are off/],
    [
      'readers-rg/readonly',
      /may not get the credentials of readonly\. .* "Azure Kubernetes Service Cluster User Role"/,
    ],
  ];
  for (const [name, message] of CLUSTERS) {
    it(`says why ${name} cannot be checked`, async () => {
      const isSandbox = /closed|readers/.test(name);
      const subscription = isSandbox ? SANDBOX.name : PRODUCTION.name;
      const { code, stdout, stderr } = await cli().run([
        'verify',
        '--aks',
        name,
        '--subscription',
        subscription,
      ]);
      assert.deepEqual([code, stdout], [2, '']);
      assert.match(stderr, message);
    });
  }

  it('names both clusters where two subscriptions of one name have one', async () => {
    const { run, sim, setAz, arm } = cli();
    const twin = { id: '2c0dbb2e-28f3-4e3c-9a3b-6d5f9d0c7a11', name: 'Production' };
    const own = { ...twin, tenant: CONTOSO.id };
    const { account } = sim.azure;
    const [cluster] = account.clusters.values();
    assert.ok(cluster);
    account.subscriptions.push(own);
    sim.azure.add({ ...cluster, subscription: own } satisfies SimCluster);
    await setAz({ accounts: [...SIGNED_IN.accounts, azAccount(own)] });
    const { code, stderr } = await run(['verify', ...CLUSTER, '--subscription', 'Production']);
    assert.equal(code, 2);
    assert.match(stderr, /2 clusters have this name: /);
    for (const id of [PRODUCTION.id, own.id]) {
      assert.ok(stderr.includes(`/subscriptions/${id}/resourceGroups/sandbox-rg/`), stderr);
    }
    assert.deepEqual(arm(), ['GET prod-weu', 'GET prod-weu']);
  });

  const AZ: readonly (readonly [
    what: string,
    state: AzState,
    message: RegExp,
    subscription?: string,
  ])[] = [
    [
      'nobody is signed in',
      { accounts: [] },
      /Nobody is signed in to the Azure CLI\. Run az login\.$/m,
    ],
    [
      'nobody is signed in, and a subscription is named',
      { accounts: [] },
      /Nobody is signed in to the Azure CLI\. Run az login\.$/m,
      'Production',
    ],
    [
      'a sign-in ended',
      {
        ...SIGNED_IN,
        refuses: {
          'get-access-token':
            'ERROR: AADSTS70043: The refresh token has expired.\nInteractive authentication is needed. Please run:\naz login --scope https://management.azure.com/.default',
        },
      },
      new RegExp(`The Azure CLI gives no token\\. Run az login --tenant ${CONTOSO.id}\\.$`, 'm'),
    ],
    [
      'the cloud is one of their own',
      { accounts: [azAccount(PRODUCTION, { isDefault: true, environmentName: 'StackWest' })] },
      /set to the cloud "StackWest", which AKS Sandbox does not know\. Use a kubeconfig, or one of AzureCloud, /,
    ],
    [
      'the subscription is not known',
      SIGNED_IN,
      /knows no subscription "Prod"\. It knows: Production, Sandbox\./,
      'Prod',
    ],
    [
      'it says something else',
      { ...SIGNED_IN, refuses: { show: 'ERROR: The disk is full.' } },
      /The command az account show says "ERROR: The disk is full\."/,
    ],
    [
      'it prints no JSON',
      { ...SIGNED_IN, prints: 'hello' },
      /The command az account show printed something else than JSON/,
    ],
  ];
  for (const [what, state, message, subscription] of AZ) {
    it(`says of the Azure CLI that ${what}`, async () => {
      const { run, setAz, arm } = cli();
      await setAz(state);
      const named = subscription === undefined ? [] : ['--subscription', subscription];
      const { code, stdout, stderr } = await run(['verify', ...CLUSTER, ...named]);
      assert.deepEqual([code, stdout, arm()], [2, '', []]);
      assert.match(stderr, message);
    });
  }

  it('says that there is no Azure CLI', async () => {
    const { run, arm } = cli();
    const { code, stderr } = await run(['verify', ...CLUSTER], { PATH: import.meta.dirname });
    assert.deepEqual([code, arm()], [2, []]);
    assert.match(
      stderr,
      /The Azure CLI \(az\) is not there\. Install it \(https:\/\/aka\.ms\/azcli\)/,
    );
  });

  it('says the command where Azure asks for a second factor', async () => {
    const { run, sim, arm } = cli();
    sim.azure.account.mfa = true;
    const { code, stderr } = await run(['verify', ...CLUSTER]);
    sim.azure.account.mfa = false;
    assert.equal(code, 2);
    const [, claims = ''] =
      /Run az login --tenant \S+ --scope https:\/\/management\.azure\.com\/\.default --claims-challenge (\S+)\.$/m.exec(
        stderr,
      ) ?? [];
    assert.match(Buffer.from(claims, 'base64').toString(), /"acrs"/);
    assert.deepEqual(arm(), ['GET prod-weu', 'POST listClusterUserCredential']);
  });

  it('asks for another token where Azure does not take one, once', async () => {
    const { run, sim, az } = cli();
    const refuse = { method: 'GET', times: 1, action: { kind: 'status', code: 401 } } as const;
    sim.azure.account.faults.add(refuse);
    const { code, stderr } = await run(['verify', '-A', ...CLUSTER]);
    assert.equal(code, 1, stderr);
    const asked = await az();
    assert.equal(asked.filter((line) => line.includes('management.azure.com')).length, 2);
    sim.azure.account.faults.add({ ...refuse, times: 2 });
    const refused = await run(['verify', '-A', ...CLUSTER]);
    assert.equal(refused.code, 2);
    assert.match(refused.stderr, /Azure does not accept your sign-in to read the cluster prod-weu/);
  });

  it('sees nothing of another tenant than that of the subscription', async () => {
    const { run, setAz, az } = cli();
    await setAz({
      accounts: [azAccount({ ...PRODUCTION, tenant: FABRIKAM.id }, { isDefault: true })],
    });
    const { code, stderr } = await run(['verify', ...CLUSTER]);
    assert.equal(code, 2);
    assert.match(stderr, /You may not read the cluster prod-weu\. Ask for the role "Reader"/);
    assert.ok((await az()).at(-1)?.endsWith(`--tenant ${FABRIKAM.id}`));
  });

  it('goes to the address of the cloud, through the proxy of the environment', async () => {
    await using proxy = await startConnectProxy();
    proxy.refusal = '502 Bad Gateway';
    const env = { TEST_ARM_URL: '', HTTPS_PROXY: proxy.url, NO_PROXY: '', no_proxy: '' };
    const { code, stdout, stderr } = await cli().run(['verify', ...CLUSTER], env);
    assert.deepEqual([code, stdout], [2, ''], stderr);
    assert.deepEqual([...new Set(proxy.tunnels)], ['management.azure.com:443']);
  });
});
