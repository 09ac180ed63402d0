import { textOf } from '../../kube/textOf.ts';
import { isJsonObject, type JsonObject, valueAt } from '../../kube/json.ts';
import { ArmError, badRequest } from '../arm/armError.ts';
import type { ArmAnswer } from '../arm/armRequest.ts';
import { BUCKETS } from '../arm/throttle.ts';
import { clusterId, clusterJson, eTagOf, type SimCluster } from '../state/account.ts';
import {
  namedCluster,
  ok,
  type Route,
  type RouteContext,
  running,
  visibleSubscriptions,
} from './route.ts';

const CLUSTERS = 'providers/microsoft.containerservice/managedclusters';
const CLUSTER = `/subscriptions/*/resourcegroups/*/${CLUSTERS}/*`;

export const MANAGED_CLUSTERS: readonly Route[] = [
  { path: `/subscriptions/*/${CLUSTERS}`, methods: { GET: listClusters } },
  { path: `/subscriptions/*/resourcegroups/*/${CLUSTERS}`, methods: { GET: listClusters } },
  { path: CLUSTER, methods: { GET: getCluster, PUT: putCluster } },
  { path: `${CLUSTER}/listclusterusercredential`, methods: { POST: userCredential } },
  { path: `${CLUSTER}/listclusteradmincredential`, methods: { POST: adminCredential } },
  { path: `${CLUSTER}/upgradeprofiles/default`, methods: { GET: upgradeProfile } },
  { path: `${CLUSTER}/availableagentpoolversions`, methods: { GET: availableVersions } },
  {
    path: `${CLUSTER}/providers/microsoft.authorization/permissions`,
    methods: { GET: permissions },
  },
];

function listClusters(context: RouteContext, names: readonly string[]): ArmAnswer {
  const { account } = context;
  const [subscription = '', group] = names;
  account.throttle.count(`list ${subscription}`, BUCKETS.listClusters, account.now());
  const visible = new Set(visibleSubscriptions(context).map(({ id }) => id));
  const value = [...account.clusters.values()].filter(
    (cluster) =>
      cluster.subscription.id === subscription.toLowerCase() &&
      visible.has(cluster.subscription.id) &&
      !cluster.withheld.includes('read') &&
      (group === undefined || cluster.resourceGroup.toLowerCase() === group.toLowerCase()),
  );
  return ok({ value: value.map(clusterJson) });
}

function getCluster(context: RouteContext, names: readonly string[]): ArmAnswer {
  const cluster = namedCluster(context, names);
  const { account } = context;
  account.throttle.count(`get ${clusterId(cluster)}`, BUCKETS.getCluster, account.now());
  return ok(withPreviewProfiles(clusterJson(cluster), cluster, context));
}

/** What only a preview of the API tells. */
function withPreviewProfiles(
  body: JsonObject,
  cluster: SimCluster,
  { request }: RouteContext,
): JsonObject {
  if (request.query.get('api-version') !== '2026-08-02-preview') return body;
  const enabled = cluster.embedded !== undefined;
  const properties = {
    ...(body['properties'] as JsonObject),
    agentSandboxProfile: { enabled },
    podSnapshotProfile: { enabled: false },
  };
  return { ...body, properties };
}

/** The reconcile: a PUT of the unchanged cluster. */
function putCluster(context: RouteContext, names: readonly string[]): ArmAnswer {
  const { account, request, embedded, life } = context;
  const cluster = namedCluster(
    context,
    names,
    'write',
    'Microsoft.ContainerService/managedClusters/write',
  );
  account.throttle.count(`put ${clusterId(cluster)}`, BUCKETS.putCluster, account.now());
  const match = request.headers['if-match'];
  if (typeof match === 'string' && match !== eTagOf(cluster)) {
    throw new ArmError(412, {
      code: 'PreconditionFailed',
      message: 'The If-Match condition was not met: the resource has been modified.',
    });
  }
  if (typeof request.body['location'] !== 'string' || !isJsonObject(request.body['properties'])) {
    throw badRequest('LocationRequired', 'The location property is required for this definition.');
  }
  if (!keepsPools(cluster, request.body['properties'])) {
    throw badRequest(
      'InvalidParameter',
      'The value of parameter agentPoolProfiles is invalid: agent pools are created and deleted with their own requests.',
    );
  }
  const operation = life.runCluster(cluster, 'Updating', () => {
    if (cluster.embedded) embedded.addClass();
  });
  return running(context, cluster, operation, { status: 200, body: clusterJson(cluster) });
}

function keepsPools({ pools }: SimCluster, properties: JsonObject): boolean {
  const sent = properties['agentPoolProfiles'];
  const names = (Array.isArray(sent) ? sent : []).map((one) => textOf(valueAt(one, 'name')));
  return names.toSorted().join() === [...pools.keys()].toSorted().join();
}

function userCredential(context: RouteContext, names: readonly string[]): ArmAnswer {
  const action = 'Microsoft.ContainerService/managedClusters/listClusterUserCredential/action';
  const cluster = namedCluster(context, names, 'credentials', action);
  refuseStopped(cluster);
  const isEntra = isJsonObject(cluster.properties['aadProfile']);
  if (!isEntra && cluster.properties['disableLocalAccounts'] === true) {
    throw localAccountsOff(cluster);
  }
  const login = isEntra ? 'entra' : 'local';
  const text = cluster.embedded ? context.kubeconfig(login) : otherKubeconfig(cluster, login);
  const value = Buffer.from(text).toString('base64');
  return ok({ kubeconfigs: [{ name: 'clusterUser', value }] });
}

function adminCredential(context: RouteContext, names: readonly string[]): ArmAnswer {
  const action = 'Microsoft.ContainerService/managedClusters/listClusterAdminCredential/action';
  const cluster = namedCluster(context, names, 'credentials', action);
  if (cluster.properties['disableLocalAccounts'] === true) throw localAccountsOff(cluster);
  const value = Buffer.from(context.kubeconfig('local')).toString('base64');
  return ok({ kubeconfigs: [{ name: 'clusterAdmin', value }] });
}

function localAccountsOff(cluster: SimCluster): ArmError {
  return badRequest(
    'BadRequest',
    `Getting static credential is not allowed because this cluster ${cluster.name} is set to disable local accounts.`,
  );
}

function refuseStopped({ name, properties }: SimCluster): void {
  const power = properties['powerState'];
  if (isJsonObject(power) && power['code'] === 'Stopped') {
    throw badRequest(
      'OperationNotAllowed',
      `managed cluster ${name} is in Stopped state. Please start it before operation.`,
    );
  }
}

/** A file for a cluster that nobody can reach from here. */
function otherKubeconfig({ name, properties }: SimCluster, login: 'entra' | 'local'): string {
  const host = textOf(properties['privateFQDN'] ?? properties['fqdn']);
  const user =
    login === 'local'
      ? '    token: sim-admin\n'
      : '    exec:\n      apiVersion: client.authentication.k8s.io/v1beta1\n      command: kubelogin\n      args: [get-token, --environment, AzurePublicCloud, --server-id, 6dae42f8-4368-4678-94ff-3960e28e3630, --login, devicecode]\n';
  return `apiVersion: v1
kind: Config
clusters:
- name: ${name}
  cluster:
    server: https://${host}:443
users:
- name: clusterUser_${name}
  user:
${user}contexts:
- name: ${name}
  context:
    cluster: ${name}
    user: clusterUser_${name}
current-context: ${name}
`;
}

function upgradeProfile(context: RouteContext, names: readonly string[]): ArmAnswer {
  const cluster = namedCluster(context, names);
  const kubernetesVersion = cluster.properties['currentKubernetesVersion'] ?? '';
  return ok({
    id: `${clusterId(cluster)}/upgradeprofiles/default`,
    name: 'default',
    type: 'Microsoft.ContainerService/managedClusters/upgradeprofiles',
    properties: {
      controlPlaneProfile: { kubernetesVersion, osType: 'Linux', upgrades: [] },
      agentPoolProfiles: [],
    },
  });
}

function availableVersions(context: RouteContext, names: readonly string[]): ArmAnswer {
  const cluster = namedCluster(context, names);
  const current = textOf(cluster.properties['currentKubernetesVersion']);
  const [major = '1', minor = '35'] = current.split('.');
  const before = `${major}.${Number(minor) - 1}.6`;
  return ok({
    id: `${clusterId(cluster)}/availableagentpoolversions`,
    name: 'default',
    type: 'Microsoft.ContainerService/managedClusters/availableAgentpoolVersions',
    properties: {
      agentPoolVersions: [
        { default: true, kubernetesVersion: current, isPreview: false },
        { default: false, kubernetesVersion: before, isPreview: false },
      ],
    },
  });
}

/** What the caller's roles allow, as far as Azure tells it. */
function permissions(context: RouteContext, names: readonly string[]): ArmAnswer {
  const action = 'Microsoft.Authorization/permissions/read';
  const cluster = namedCluster(context, names, 'permissions', action);
  const actions = cluster.withheld.includes('write') ? ['*/read'] : ['*'];
  const notActions = cluster.withheld.includes('credentials')
    ? ['Microsoft.ContainerService/managedClusters/listClusterUserCredential/action']
    : [];
  return ok({ value: [{ actions, notActions, dataActions: [], notDataActions: [] }] });
}
