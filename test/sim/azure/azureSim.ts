import type { Certificates } from '../certificates.ts';
import type { Cluster } from '../cluster.ts';
import { contextName, kubeconfigText } from '../kubeconfigFile.ts';
import type { User } from '../api/rights.ts';
import { ArmFaults } from './arm/armFaults.ts';
import { ArmServer } from './arm/armServer.ts';
import { Throttle } from './arm/throttle.ts';
import { sampleClusters } from './sample/clusters.ts';
import { ALL_SUBSCRIPTIONS, TENANTS } from './sample/tenants.ts';
import { type AzureAccount, clusterKey, type SimCluster } from './state/account.ts';
import { EmbeddedPools } from './state/embeddedPools.ts';
import { SimOperations } from './state/operations.ts';
import { PoolLife } from './state/poolLife.ts';

/** The Azure half of the embedded cluster. */
export interface AzureSim {
  /** Where Resource Manager and the retail prices answer. */
  readonly url: string;
  /** All that Azure knows; tests change it. */
  readonly account: AzureAccount;
  readonly embedded: EmbeddedPools;
  /** Adds a cluster to those of the sample. */
  add(cluster: SimCluster): void;
  close(): Promise<void>;
}

/** How long an operation on a pool takes; Azure takes minutes. */
const OPERATION_MS = 1500;

/** Starts Azure beside a cluster that answers at a host and port. */
export async function startAzure(
  cluster: Cluster,
  certificates: Certificates,
  kubernetesUrl: string,
): Promise<AzureSim> {
  const account: AzureAccount = {
    tenants: [...TENANTS],
    subscriptions: [...ALL_SUBSCRIPTIONS],
    clusters: new Map(),
    operations: new SimOperations(),
    faults: new ArmFaults(),
    throttle: new Throttle(),
    log: [],
    mfa: false,
    features: new Map(),
    plans: new Map(),
    operationMs: OPERATION_MS,
    now: Date.now,
  };
  const add = (one: SimCluster) =>
    void account.clusters.set(clusterKey(one.subscription.id, one.resourceGroup, one.name), one);
  const { host } = new URL(kubernetesUrl);
  if (!cluster.options.empty) {
    for (const one of sampleClusters(host, cluster.options.version.replace(/^v/, ''))) add(one);
  }
  const embedded = new EmbeddedPools(cluster);
  const life = new PoolLife(account, cluster.timers, embedded);
  const kubeconfig = (login: 'entra' | 'local') =>
    login === 'entra'
      ? entraKubeconfig(kubernetesUrl, certificates.ca)
      : localKubeconfig(kubernetesUrl, certificates.ca, cluster.users);
  const server = new ArmServer(
    { account, life, embedded, kubeconfig },
    cluster.timers,
    certificates,
  );
  const port = await server.listen(cluster.options.host);
  return {
    url: `https://${cluster.options.host}:${port}`,
    account,
    embedded,
    add,
    close: () => server.close(),
  };
}

function localKubeconfig(url: string, ca: string, users: readonly User[]): string {
  return kubeconfigText(url, ca, users.slice(0, 1));
}

/** What `format=exec` gives for a cluster with Entra ID: a block that runs kubelogin. */
function entraKubeconfig(url: string, ca: string): string {
  const name = contextName({ name: 'sim-admin' });
  return `apiVersion: v1
kind: Config
clusters:
- name: ${name}
  cluster:
    server: ${url}
    certificate-authority-data: ${Buffer.from(ca).toString('base64')}
users:
- name: clusterUser_${name}
  user:
    exec:
      apiVersion: client.authentication.k8s.io/v1beta1
      command: kubelogin
      args: [get-token, --environment, AzurePublicCloud, --server-id, 6dae42f8-4368-4678-94ff-3960e28e3630, --client-id, 80faf920-1908-4b52-b5ef-a8e7bedfc67a, --login, devicecode]
      provideClusterInfo: false
contexts:
- name: ${name}
  context:
    cluster: ${name}
    user: clusterUser_${name}
current-context: ${name}
`;
}
