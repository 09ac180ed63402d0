import type { ContainerStatus, Pod } from '../kube/pod.ts';
import { badRequest, notFound, StatusError } from '../kube/statusError.ts';
import { processOf } from '../pods/containerProcess.ts';
import { containersOf, containerStatus, targetContainer } from '../pods/execTarget.ts';
import type { ResourceExchange } from './exchange.ts';
import { readNumber } from './list/list.ts';
import { isTrue } from './requestInfo.ts';

/** Answers `pods/NAME/log`: plain text, with `tailLines`, `limitBytes` and `follow`. */
export function servePodLog(exchange: ResourceExchange): void {
  const { cluster, type, info, out } = exchange;
  const { namespace = '', name = '', query } = info;
  cluster.requests.count('get', 'pods/log');
  const pod = cluster.store.object<Pod>(type, namespace, name);
  if (pod === undefined) throw notFound(type, name);
  const container = targetContainer(pod, query.get('container') ?? '');
  const status = containerStatus(pod, container);
  const state = status?.state;
  if (state === undefined || (state.waiting !== undefined && hasNotRun(status))) {
    const why = state?.waiting?.reason ?? 'PodInitializing';
    throw badRequest(`container "${container}" in pod "${name}" is waiting to start: ${why}`);
  }
  if (isTrue(query.get('previous')) && containerStatus(pod, container)?.restartCount === 0) {
    throw badRequest(`previous terminated container "${container}" in pod "${name}" not found`);
  }
  const text = cluster.runtimes.of(pod).log ?? logOf(exchange, pod, container);
  const lines = readNumber(query.get('tailLines'));
  if (lines !== undefined && lines < 0) throw negativeLines(name, lines);
  const body = limit(tail(text, lines), query.get('limitBytes'));
  out.begin(200, { 'Content-Type': 'text/plain', 'Cache-Control': 'no-cache, private' });
  if (!isTrue(query.get('follow')) || state.running === undefined) out.end(body);
  else follow(exchange, pod, container, text, body);
}

const FOLLOW_MS = 50;

/** Goes on with what a container writes, until it or the client ends. */
function follow(
  { cluster, type, out }: ResourceExchange,
  { metadata }: Pod,
  container: string,
  before: string,
  body: string,
): void {
  let written = before;
  out.write(body);
  const stop = cluster.timers.every(FOLLOW_MS, () => {
    const pod = cluster.store.object<Pod>(type, metadata.namespace, metadata.name);
    const log = pod && cluster.runtimes.of(pod).log;
    if (log?.startsWith(written) === true && log !== written) {
      out.write(log.slice(written.length));
      written = log;
    }
    if (pod && containerStatus(pod, container)?.state.running !== undefined) return;
    stop();
    out.end();
  });
  out.onClose(stop);
}

function hasNotRun(status: ContainerStatus | undefined): boolean {
  return status?.lastState['terminated'] === undefined;
}

/** What the container's own process wrote. */
function logOf({ cluster }: ResourceExchange, pod: Pod, name: string): string {
  const container = containersOf(pod).find((one) => one.name === name);
  if (container?.command === undefined) return defaultLog(pod, name);
  const result = processOf(cluster.runtimes, pod, container);
  return result.kind === 'notStarted' ? '' : result.stdout + result.stderr;
}

function defaultLog(pod: Pod, container: string): string {
  const started = containerStatus(pod, container)?.state.running?.startedAt ?? '';
  return `${started} ${container}: starting\n${started} ${container}: ready\n`;
}

function negativeLines(pod: string, lines: number): StatusError {
  const message = `Invalid value: ${lines}: must be greater than or equal to 0`;
  return new StatusError(
    422,
    'Invalid',
    `PodLogOptions "${pod}" is invalid: tailLines: ${message}`,
    {
      name: pod,
      kind: 'PodLogOptions',
      causes: [{ reason: 'FieldValueInvalid', message, field: 'tailLines' }],
    },
  );
}

function tail(text: string, lines: number | undefined): string {
  if (lines === undefined) return text;
  const all = text.split('\n').filter((line) => line !== '');
  const last = lines === 0 ? [] : all.slice(-lines);
  return last.map((line) => `${line}\n`).join('');
}

function limit(text: string, bytes: string | null): string {
  const most = readNumber(bytes);
  return most === undefined ? text : Buffer.from(text).subarray(0, most).toString('utf8');
}
