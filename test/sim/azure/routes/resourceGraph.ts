import { textOf } from '../../kube/textOf.ts';
import { isJsonObject, type JsonObject, valueAt } from '../../kube/json.ts';
import { ArmError, badRequest } from '../arm/armError.ts';
import type { ArmAnswer } from '../arm/armRequest.ts';
import { clusterId, clusterJson } from '../state/account.ts';
import { ok, type Route, type RouteContext, visibleSubscriptions } from './route.ts';

export const RESOURCE_GRAPH: readonly Route[] = [
  { path: '/providers/microsoft.resourcegraph/resources', methods: { POST: resources } },
];

/** A page is never longer, whatever `$top` says. */
const MAX_PAGE = 1000;
/** A user may ask so often in a window of five seconds. */
const QUOTA = 15;
const WINDOW_MS = 5000;

/** Answers queries of the form `TABLE | where type =~ 'T' | project … | order by id asc`. */
function resources(context: RouteContext): ArmAnswer {
  const { request, account } = context;
  const { query, subscriptions, options } = request.body;
  if (typeof query !== 'string')
    throw badRequest('BadRequest', 'The request is missing its query.');
  const spent = spend(context);
  const visible = visibleSubscriptions(context).filter(
    ({ id }) => !Array.isArray(subscriptions) || subscriptions.includes(id),
  );
  const rows = tableOf(context, query, new Set(visible.map(({ id }) => id)));
  const limit = Math.min(Number(valueAt(options, '$top') ?? MAX_PAGE), MAX_PAGE);
  const start = Number(
    Buffer.from(textOf(valueAt(options, '$skipToken')), 'base64').toString() || 0,
  );
  const data = rows.slice(start, start + limit).map((row) => project(row, query));
  const next =
    start + limit < rows.length ? Buffer.from(String(start + limit)).toString('base64') : undefined;
  const answer = ok({
    totalRecords: rows.length,
    count: data.length,
    resultTruncated: 'false',
    ...(next === undefined ? {} : { $skipToken: next }),
    facets: [],
    data,
  });
  const left = String(Math.max(0, QUOTA - spent));
  return {
    ...answer,
    headers: {
      'x-ms-user-quota-remaining': left,
      'x-ms-user-quota-resets-after': '00:00:05',
      'x-ms-tenant-subscription-limit-hit': account.subscriptions.length > 1000 ? 'true' : 'false',
    },
  };
}

/** Counts the queries of the window from the log. Throws 429. */
function spend({ account, caller, request }: RouteContext): number {
  const since = account.now() - WINDOW_MS;
  const asked = account.log.filter(
    (entry) =>
      entry.path.toLowerCase() === request.path.toLowerCase() &&
      entry.at > since &&
      entry.status === 200,
  ).length;
  if (!account.throttle.isOn || asked < QUOTA) return asked + 1;
  throw new ArmError(
    429,
    {
      code: 'RateLimiting',
      message: `Client application has been throttled and should not continue to make requests until a certain amount of time has elapsed (${caller.name}).`,
    },
    { 'x-ms-user-quota-remaining': '0', 'x-ms-user-quota-resets-after': '00:00:05' },
  );
}

function tableOf(
  context: RouteContext,
  query: string,
  subscriptions: ReadonlySet<string>,
): JsonObject[] {
  const { account } = context;
  const table = /^\s*(\w+)/.exec(query)?.[1]?.toLowerCase();
  const type = /\btype\s*=~\s*'([^']+)'/.exec(query)?.[1]?.toLowerCase();
  if (table === 'resourcecontainers' && type === 'microsoft.resources/subscriptions') {
    return account.subscriptions
      .filter(({ id }) => subscriptions.has(id))
      .map(({ id, name, tenant }) => ({
        id: `/subscriptions/${id}`,
        name,
        type,
        tenantId: tenant,
        subscriptionId: id,
      }));
  }
  if (table !== 'resources' || type !== 'microsoft.containerservice/managedclusters') {
    throw badRequest(
      'InvalidQuery',
      `Query is invalid. Please refer to the documentation for the Azure Resource Graph service and fix the error before retrying.`,
    );
  }
  return [...account.clusters.values()]
    .filter(
      ({ subscription, withheld }) =>
        subscriptions.has(subscription.id) && !withheld.includes('read'),
    )
    .map((cluster) => ({
      ...clusterJson(cluster),
      id: clusterId(cluster),
      type,
      tenantId: cluster.subscription.tenant,
      subscriptionId: cluster.subscription.id,
      resourceGroup: cluster.resourceGroup.toLowerCase(),
    }))
    .toSorted((a, b) => (textOf(a['id']) < textOf(b['id']) ? -1 : 1));
}

/** `project a, b = c.d`: a path that leads nowhere is null, as in Kusto. */
function project(row: JsonObject, query: string): JsonObject {
  const columns = /\|\s*project\s+([^|]+)/.exec(query)?.[1]?.trim();
  if (columns === undefined) return row;
  return Object.fromEntries(
    columns.split(',').map((column) => {
      const [name = '', path = name] = column.split('=').map((part) => part.trim());
      const value = valueAt(row, ...path.split('.'));
      return [
        name,
        value === undefined || (isJsonObject(value) && Object.keys(value).length === 0)
          ? null
          : value,
      ];
    }),
  );
}
