import { ArmError } from '../arm/armError.ts';
import type { ArmAnswer } from '../arm/armRequest.ts';
import { BUCKETS } from '../arm/throttle.ts';
import { AGENT_POOLS } from './agentPools.ts';
import { COMPUTE } from './compute.ts';
import { MANAGED_CLUSTERS } from './managedClusters.ts';
import { OPERATION_STATUS } from './operationStatus.ts';
import { PROVIDERS } from './providers.ts';
import { RESOURCE_GRAPH } from './resourceGraph.ts';
import type { Route, RouteContext } from './route.ts';
import { SUBSCRIPTIONS } from './subscriptions.ts';

const ROUTES: readonly Route[] = [
  ...SUBSCRIPTIONS,
  ...RESOURCE_GRAPH,
  ...MANAGED_CLUSTERS,
  ...AGENT_POOLS,
  ...OPERATION_STATUS,
  ...COMPUTE,
  ...PROVIDERS,
];

const PARTS = new Map(ROUTES.map((route) => [route, route.path.split('/').slice(1)]));

/** Answers a request by the first route of its path. Throws an `ArmError`. */
export function answerOf(context: RouteContext): ArmAnswer {
  const { request, account } = context;
  for (const [route, parts] of PARTS) {
    const names = namesIn(parts, request.parts, request.lower);
    const handle = names && route.methods[request.method];
    if (!names || !handle) continue;
    const [, subscription] = request.lower;
    account.throttle.count(
      `other ${subscription ?? ''} ${route.path}`,
      BUCKETS.other,
      account.now(),
    );
    return handle(context, names);
  }
  throw new ArmError(404, {
    code: 'InvalidResourceType',
    message: `The resource type could not be found for ${request.method} ${request.path} in the api version '${request.query.get('api-version') ?? ''}'.`,
  });
}

/** What stands where a route has `*`; `undefined` when the path is another one. */
function namesIn(
  route: readonly string[],
  parts: readonly string[],
  lower: readonly string[],
): readonly string[] | undefined {
  if (route.length !== parts.length) return undefined;
  const names: string[] = [];
  for (const [index, part] of route.entries()) {
    if (part === '*') names.push(parts[index] ?? '');
    else if (part !== lower[index]) return undefined;
  }
  return names;
}
