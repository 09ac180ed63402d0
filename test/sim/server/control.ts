import type { Cluster } from '../cluster.ts';
import { parseFault } from '../faults/fault.ts';
import { badRequest } from '../kube/statusError.ts';
import { readBody, sendJson, type HttpRequest } from '../api/exchange.ts';
import type { Outgoing } from '../api/outgoing.ts';
import type { RequestInfo } from '../api/requestInfo.ts';

interface ControlExchange {
  readonly cluster: Cluster;
  readonly request: HttpRequest;
  readonly out: Outgoing;
}

/**
 * The paths that steer the simulation itself and need no token:
 * `GET /sim/state`, `GET|POST|DELETE /sim/faults`, `POST /sim/mutate`.
 */
export async function serveControl(exchange: ControlExchange, info: RequestInfo): Promise<void> {
  const { cluster, request } = exchange;
  const method = request.method ?? 'GET';
  switch (`${method} ${info.path}`) {
    case 'GET /sim/state':
      return sendJson(exchange, 200, simState(cluster));
    case 'GET /sim/faults':
      return sendJson(exchange, 200, { faults: cluster.faults.list() });
    case 'DELETE /sim/faults':
      cluster.faults.clear();
      return sendJson(exchange, 200, { faults: [] });
    case 'POST /sim/faults':
      for (const fault of faultsIn(await readBody(request))) cluster.faults.add(fault);
      return sendJson(exchange, 200, { faults: cluster.faults.list() });
    case 'POST /sim/mutate': {
      const { eventsPerSecond } = JSON.parse(await readBody(request)) as {
        eventsPerSecond: number;
      };
      cluster.load.mutate(eventsPerSecond);
      return sendJson(exchange, 200, { eventsPerSecond });
    }
    default:
      throw badRequest(`the simulation has no ${method} ${info.path}`);
  }
}

/** What the cluster holds and what it is asked for. */
export function simState(cluster: Cluster) {
  const { store, requests, load } = cluster;
  return {
    resourceVersion: String(store.revision),
    objects: store.counts(),
    requests: requests.counts,
    watches: requests.watches,
    execs: requests.openExecs,
    mutated: load.sent,
  };
}

function faultsIn(text: string) {
  try {
    const value: unknown = JSON.parse(text);
    return (Array.isArray(value) ? value : [value]).map(parseFault);
  } catch (error) {
    throw badRequest(String(error));
  }
}
