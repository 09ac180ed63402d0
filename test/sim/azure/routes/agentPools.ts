import { textOf } from '../../kube/textOf.ts';
import { isJsonObject } from '../../kube/json.ts';
import { ArmError, badRequest, resourceNotFound } from '../arm/armError.ts';
import type { ArmAnswer } from '../arm/armRequest.ts';
import { BUCKETS } from '../arm/throttle.ts';
import { clusterId, eTagOf, poolJson, type SimCluster, type SimPool } from '../state/account.ts';
import { defaultsOf, LATEST_IMAGES, refuseChange, refusePool } from '../state/poolRules.ts';
import { namedCluster, ok, type Route, type RouteContext, running } from './route.ts';

const POOLS =
  '/subscriptions/*/resourcegroups/*/providers/microsoft.containerservice/managedclusters/*/agentpools';
const WRITE = 'Microsoft.ContainerService/managedClusters/agentPools/write';
const FINAL: ReadonlySet<string> = new Set(['Succeeded', 'Failed', 'Canceled']);
/** Azure's own is larger; a small one shows who does not follow `nextLink`. */
const PAGE = 20;

export const AGENT_POOLS: readonly Route[] = [
  { path: POOLS, methods: { GET: listPools } },
  { path: `${POOLS}/*`, methods: { GET: getPool, PUT: putPool, DELETE: deletePool } },
  { path: `${POOLS}/*/abort`, methods: { POST: abort } },
  { path: `${POOLS}/*/upgradenodeimageversion`, methods: { POST: upgradeNodeImage } },
  { path: `${POOLS}/*/upgradeprofiles/default`, methods: { GET: upgradeProfile } },
  { path: `${POOLS}/*/machines`, methods: { GET: listMachines } },
];

function listPools(context: RouteContext, names: readonly string[]): ArmAnswer {
  const cluster = namedCluster(context, names);
  const { request } = context;
  const all = [...cluster.pools.values()];
  const start = Number(request.query.get('$skiptoken') ?? 0);
  const value = all.slice(start, start + PAGE).map((pool) => poolJson(cluster, pool));
  if (start + PAGE >= all.length) return ok({ value });
  const query = new URLSearchParams(request.query);
  query.set('$skiptoken', String(start + PAGE));
  return ok({ value, nextLink: `${request.origin}${request.path}?${query.toString()}` });
}

function getPool(context: RouteContext, names: readonly string[]): ArmAnswer {
  const cluster = namedCluster(context, names);
  return ok(poolJson(cluster, namedPool(cluster, names)));
}

function putPool(context: RouteContext, names: readonly string[]): ArmAnswer {
  const { account, request, life } = context;
  const cluster = namedCluster(context, names, 'write', WRITE);
  const name = names[3] ?? '';
  account.throttle.count(
    `put ${clusterId(cluster)}/${name}`.toLowerCase(),
    BUCKETS.putPool,
    account.now(),
  );
  const before = cluster.pools.get(name);
  checkTags(request.headers, before);
  const given = request.body['properties'];
  if (!isJsonObject(given))
    throw badRequest(
      'InvalidRequestContent',
      'The request content was invalid: properties is required.',
    );
  refuseBusy(cluster, before);
  refusePool(account, cluster, name, given, before);
  if (!before) {
    const pool: SimPool = {
      name,
      properties: defaultsOf(cluster, given),
      revision: 1,
      operation: undefined,
      usedImages: [],
    };
    cluster.pools.set(name, pool);
    const operation = life.run(cluster, pool, 'Creating');
    return running(context, cluster, operation, { status: 201, body: poolJson(cluster, pool) });
  }
  refuseChange(before, given);
  const isScale = before.properties['count'] !== given['count'];
  const { eTag: _tag, provisioningState: _state, ...asked } = given;
  before.properties = { ...before.properties, ...asked };
  const operation = life.run(cluster, before, isScale ? 'Scaling' : 'Updating');
  return running(context, cluster, operation, { status: 200, body: poolJson(cluster, before) });
}

function deletePool(context: RouteContext, names: readonly string[]): ArmAnswer {
  const cluster = namedCluster(
    context,
    names,
    'write',
    'Microsoft.ContainerService/managedClusters/agentPools/delete',
  );
  const pool = cluster.pools.get(names[3] ?? '');
  if (!pool) return { status: 204 };
  checkTags(context.request.headers, pool);
  refuseBusy(cluster, pool);
  const systemPools = [...cluster.pools.values()].filter(
    ({ properties }) => properties['mode'] === 'System',
  );
  if (pool.properties['mode'] === 'System' && systemPools.length === 1) {
    throw badRequest(
      'OperationNotAllowed',
      'There must be at least one system node pool in the cluster.',
    );
  }
  return running(context, cluster, context.life.remove(cluster, pool), { status: 202 });
}

function abort(context: RouteContext, names: readonly string[]): ArmAnswer {
  const cluster = namedCluster(context, names, 'write', WRITE);
  const pool = namedPool(cluster, names);
  return running(context, cluster, context.life.abort(cluster, pool), { status: 202 });
}

function upgradeNodeImage(context: RouteContext, names: readonly string[]): ArmAnswer {
  const cluster = namedCluster(context, names, 'write', WRITE);
  const pool = namedPool(cluster, names);
  refuseBusy(cluster, pool);
  const latest = latestImage(pool);
  const operation = context.life.run(cluster, pool, 'UpgradingNodeImageVersion', () => {
    pool.properties = { ...pool.properties, nodeImageVersion: latest };
  });
  operation.result = () => poolJson(cluster, pool);
  return running(context, cluster, operation, { status: 202, body: poolJson(cluster, pool) });
}

function upgradeProfile(context: RouteContext, names: readonly string[]): ArmAnswer {
  const cluster = namedCluster(context, names);
  const pool = namedPool(cluster, names);
  return ok({
    id: `${clusterId(cluster)}/agentPools/${pool.name}/upgradeProfiles/default`,
    name: 'default',
    type: 'Microsoft.ContainerService/managedClusters/agentPools/upgradeProfiles',
    properties: {
      kubernetesVersion: pool.properties['currentOrchestratorVersion'] ?? '',
      osType: pool.properties['osType'] ?? 'Linux',
      upgrades: [],
      latestNodeImageVersion: latestImage(pool),
      recentlyUsedVersions: pool.usedImages.slice(1),
    },
  });
}

function listMachines(context: RouteContext, names: readonly string[]): ArmAnswer {
  const cluster = namedCluster(context, names);
  const pool = namedPool(cluster, names);
  const count = Number(pool.properties['count'] ?? 0);
  const value = Array.from({ length: count }, (_, index) => {
    const name = `aks-${pool.name}-31415926-vmss${index.toString(36).padStart(6, '0')}`;
    const resourceId = `/subscriptions/${cluster.subscription.id}/resourceGroups/${textOf(cluster.properties['nodeResourceGroup'])}/providers/Microsoft.Compute/virtualMachineScaleSets/aks-${pool.name}-31415926-vmss/virtualMachines/${index}`;
    return {
      id: `${clusterId(cluster)}/agentPools/${pool.name}/machines/${name}`,
      name,
      type: 'Microsoft.ContainerService/managedClusters/agentPools/machines',
      properties: { resourceId },
    };
  });
  return ok({ value });
}

function namedPool(cluster: SimCluster, names: readonly string[]): SimPool {
  const pool = cluster.pools.get(names[3] ?? '');
  if (pool) return pool;
  throw resourceNotFound(`${clusterId(cluster)}/agentPools/${names[3] ?? ''}`);
}

function latestImage({ properties }: SimPool): string {
  const image = textOf(properties['nodeImageVersion']);
  return LATEST_IMAGES.find((latest) => seriesOf(latest) === seriesOf(image)) ?? image;
}

function seriesOf(image: string): string {
  return image.slice(0, image.lastIndexOf('-'));
}

/** The preconditions of a write: `if-match` and `if-none-match`. Throws 412. */
function checkTags(headers: RouteContext['request']['headers'], pool: SimPool | undefined): void {
  const match = headers['if-match'];
  const noneMatch = headers['if-none-match'];
  const exists = noneMatch === '*' && pool;
  const changed =
    typeof match === 'string' && (!pool || match.replaceAll('"', '') !== eTagOf(pool));
  if (!exists && !changed) return;
  throw new ArmError(412, {
    code: 'PreconditionFailed',
    message: exists
      ? 'The If-None-Match condition was not met: the resource exists already.'
      : 'The If-Match condition was not met: the resource has been modified.',
  });
}

/** Azure does one thing with a pool at a time, and none while the cluster itself changes. Throws 409. */
function refuseBusy(cluster: SimCluster, pool: SimPool | undefined): void {
  const state = textOf(cluster.properties['provisioningState']);
  const own = pool ? textOf(pool.properties['provisioningState']) : 'Succeeded';
  const busy = !FINAL.has(state)
    ? `the cluster ${cluster.name} is in ${state}`
    : FINAL.has(own)
      ? undefined
      : `the agent pool ${pool?.name ?? ''} is in ${own}`;
  if (busy === undefined) return;
  throw new ArmError(409, {
    code: 'OperationNotAllowed',
    message: `Operation is not allowed because there's an in progress operation: ${busy}. Please wait for it to finish before starting a new operation. See https://aka.ms/aks-pending-operation for more details`,
  });
}
