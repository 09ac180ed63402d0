import { STATUS_CODES, type IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import { WebSocketServer } from 'ws';
import type { Cluster } from '../cluster.ts';
import type { FaultAction } from '../faults/fault.ts';
import type { Pod } from '../kube/pod.ts';
import { servedType } from '../kube/resourceTypes.ts';
import {
  badRequest,
  forbidden,
  internalError,
  notFound,
  StatusError,
  unauthorized,
} from '../kube/statusError.ts';
import { runExec, type ExecRequest } from '../pods/exec.ts';
import { ExecStream } from '../pods/execStream.ts';
import { containerStatus, targetContainer } from '../pods/execTarget.ts';
import { statusFault } from '../api/faultAnswers.ts';
import { isTrue, requestInfo, type RequestInfo } from '../api/requestInfo.ts';
import {
  authenticate,
  authorize,
  deniedText,
  impersonated,
  isAllowed,
  type User,
} from '../api/rights.ts';

/** The subprotocols of exec, the best first. */
const PROTOCOLS = ['v5.channel.k8s.io', 'v4.channel.k8s.io'];

/** Takes over connections that ask for an upgrade: exec over WebSocket. */
export class ExecUpgrade {
  readonly #cluster: Cluster;
  readonly #sockets = new WebSocketServer({
    noServer: true,
    handleProtocols: (offered) => PROTOCOLS.find((protocol) => offered.has(protocol)) ?? false,
  });

  constructor(cluster: Cluster) {
    this.#cluster = cluster;
  }

  handle(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    // Without a listener, a client that goes away would end the process.
    socket.on('error', () => {});
    try {
      const info = requestInfo(request.method ?? 'GET', request.url ?? '/');
      const { users } = this.#cluster;
      const bearer = authenticate(users, request.headers.authorization);
      if (bearer === undefined) throw unauthorized();
      const user = impersonated(users, bearer, request.headers['impersonate-user']);
      const faults = this.#cluster.faults.take(info, user.name);
      const wait = faults.find((fault) => fault.kind === 'latency')?.ms ?? 0;
      const proceed = () => this.#answer(request, socket, head, info, user, faults);
      if (wait === 0) proceed();
      else this.#cluster.timers.after(wait, proceed);
    } catch (error) {
      refuse(socket, error);
    }
  }

  /** Breaks the connections that are still there. */
  close(): void {
    for (const client of this.#sockets.clients) client.terminate();
    this.#sockets.close();
  }

  #answer(
    request: IncomingMessage,
    socket: Duplex,
    head: Buffer,
    info: RequestInfo,
    user: User,
    faults: readonly FaultAction[],
  ): void {
    try {
      if (faults.some((fault) => fault.kind === 'refuse')) {
        socket.destroy();
        return;
      }
      const other = faults.find((one) => one.kind === 'answer');
      if (other) {
        answer(socket, other.code, other.contentType, other.text);
        return;
      }
      const fault = statusFault(faults);
      if (fault !== undefined) throw fault;
      authorize(user, info);
      const exec = this.#execRequest(info, user);
      this.#checkProtocol(request);
      this.#cluster.requests.count('create', 'pods/exec');
      this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
        webSocket.on('error', () => {});
        webSocket.on('close', this.#cluster.requests.openExec());
        const stream = new ExecStream(webSocket);
        if (faults.some((action) => action.kind === 'stall')) return;
        if (faults.some((action) => action.kind === 'cut')) stream.cut();
        else runExec(this.#cluster, exec, stream);
      });
    } catch (error) {
      refuse(socket, error);
    }
  }

  #checkProtocol(request: IncomingMessage): void {
    const offered = request.headers['sec-websocket-protocol'] ?? '';
    if (!PROTOCOLS.some((protocol) => offered.includes(protocol))) {
      throw new KubeletRefusal(403, '');
    }
  }

  #execRequest(info: RequestInfo, user: User): ExecRequest {
    const { type, namespace = '', name = '', subresource, query } = info;
    const pods = servedType('pods');
    if (type !== pods || subresource !== 'exec') {
      throw new StatusError(404, 'NotFound', 'the server could not find the requested resource');
    }
    // Since Kubernetes 1.35 an exec over WebSocket, a GET, needs the right to create as well.
    const create = { verb: 'create', group: '', resource: 'pods/exec', namespace };
    if (!isAllowed(user, create)) throw forbidden(pods, name, deniedText(user, create));
    const pod = this.#cluster.store.object<Pod>(pods, namespace, name);
    if (pod === undefined) throw notFound(pods, name);
    const container = targetContainer(pod, query.get('container') ?? '');
    if (pod.spec.nodeName === undefined) {
      throw badRequest(`pod ${name} does not have a host assigned`);
    }
    const takes = (stream: string) => isTrue(query.get(stream));
    if (!['stdin', 'stdout', 'stderr'].some(takes)) {
      throw new KubeletRefusal(400, 'you must specify at least 1 of stdin, stdout, stderr');
    }
    if (containerStatus(pod, container)?.state.running === undefined) {
      throw new KubeletRefusal(500, `container not found ("${container}")`);
    }
    const command = query.getAll('command');
    const streams = {
      stdin: takes('stdin'),
      stdout: takes('stdout'),
      stderr: takes('stderr'),
      tty: takes('tty'),
    };
    return { pod, container, command, ...streams };
  }
}

/** What the kubelet refuses comes as plain text. */
class KubeletRefusal extends Error {
  readonly code: number;

  constructor(code: number, text: string) {
    super(text);
    this.code = code;
  }
}

/** Answers an upgrade with a refusal in plain HTTP. */
function refuse(socket: Duplex, error: unknown): void {
  if (error instanceof KubeletRefusal) {
    answer(socket, error.code, 'text/plain; charset=utf-8', error.message);
    return;
  }
  const { status } = error instanceof StatusError ? error : internalError(String(error));
  const wait = status.details?.retryAfterSeconds;
  const headers = wait === undefined ? [] : [`Retry-After: ${wait}`];
  answer(socket, status.code, 'application/json', `${JSON.stringify(status)}\n`, headers);
}

function answer(
  socket: Duplex,
  code: number,
  type: string,
  body: string,
  headers: readonly string[] = [],
): void {
  const lines = [
    `HTTP/1.1 ${code} ${STATUS_CODES[code] ?? 'Error'}`,
    `Content-Type: ${type}`,
    `Content-Length: ${Buffer.byteLength(body)}`,
    ...headers,
    'Connection: close',
  ];
  socket.end(`${lines.join('\r\n')}\r\n\r\n${body}`);
}
