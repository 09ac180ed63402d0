import type { FaultAction } from '../../sim/faults/fault.ts';
import { type FaultFamily, faultsAt, type MakeFault } from '../faultFamily.ts';
import { onCluster } from '../servers/onCluster.ts';

const JSON_TYPE = 'application/json';

/** Every answer to one kind of request. */
function always(verb: string, resource: string): (action: FaultAction) => MakeFault {
  return (action) => onCluster({ verb, resource, action });
}

const status = (code: number): FaultAction => ({ kind: 'status', code });
const answer = (text: string, contentType = JSON_TYPE, code = 200): FaultAction => ({
  kind: 'answer',
  code,
  contentType,
  text,
});
const PAGE = answer('<html>Please sign in</html>', 'text/html');

const pods = always('list', 'pods');
const classes = always('list', 'runtimeclasses');
const node = always('get', 'nodes');
const oncePods = (action: FaultAction) =>
  onCluster({ verb: 'list', resource: 'pods', times: 1, action });

/** Answers of an API server that is reached. */
export const LISTS: FaultFamily = {
  title: 'Lists and nodes',
  rows: [
    ...faultsAt('list pods', {
      'HTTP 401': pods(status(401)),
      'HTTP 403': pods(status(403)),
      'HTTP 404': pods(status(404)),
      'HTTP 410, each time': pods({ kind: 'expired' }),
      'HTTP 500': pods(status(500)),
      'HTTP 500, once': oncePods(status(500)),
      'HTTP 502 with a web page': pods(answer('<html>Bad Gateway</html>', 'text/html', 502)),
      'HTTP 503': pods(status(503)),
      'no answer, the connection is ended': pods({ kind: 'refuse' }),
    }),
    ...faultsAt('list runtimeclasses', {
      'HTTP 403': classes(status(403)),
      'HTTP 404': classes(status(404)),
      'HTTP 500': classes(status(500)),
      'a web page': classes(PAGE),
      'no answer, the connection is ended': classes({ kind: 'refuse' }),
      'a handler that is a number': classes(
        answer('{"metadata":{},"items":[{"metadata":{"name":"gvisor"},"handler":5}]}'),
      ),
    }),
    ...faultsAt('get node', {
      'HTTP 403': node(status(403)),
      'HTTP 404': node(status(404)),
      'HTTP 500': node(status(500)),
      'a web page': node(PAGE),
      'no answer, the connection is ended': node({ kind: 'refuse' }),
      'nothing after ten bytes': node({ kind: 'stall', afterBytes: 10 }),
      'half of it': node({ kind: 'truncate', afterBytes: 100 }),
      'an object without anything': node(answer('{}')),
      'fields of other types': node(
        answer('{"metadata":{"name":5,"labels":"x"},"spec":[],"status":{"nodeInfo":7}}'),
      ),
    }),
  ],
};
