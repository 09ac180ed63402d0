import { randomUUID } from 'node:crypto';
import { createServer, type Server } from 'node:https';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import type { Certificates } from '../../certificates.ts';
import { isJsonObject, type JsonObject } from '../../kube/json.ts';
import type { Timers } from '../../timers.ts';
import type { RouteContext } from '../routes/route.ts';
import { retailPrices } from '../routes/prices.ts';
import { answerOf } from '../routes/routes.ts';
import { type ArmCaller, callerOf } from './armCaller.ts';
import { ArmError, badRequest, insufficientClaims } from './armError.ts';
import type { ArmFaultAction } from './armFaults.ts';
import { type ArmAnswer, armRequest, type ArmRequest } from './armRequest.ts';

/** Headers that tests look at; the token is not kept. */
const LOGGED = ['if-match', 'if-none-match', 'content-type', 'user-agent'];

/** Azure Resource Manager over HTTPS, on a listener of its own. */
export class ArmServer {
  readonly #context: Omit<RouteContext, 'caller' | 'request'>;
  readonly #timers: Timers;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  constructor(
    context: Omit<RouteContext, 'caller' | 'request'>,
    timers: Timers,
    { cert, key }: Certificates,
  ) {
    this.#context = context;
    this.#timers = timers;
    this.#server = createServer({ cert, key }, (request, response) => {
      void this.#serve(request, response);
    });
    this.#server.on('connection', (socket: Socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket));
      socket.on('error', () => {});
    });
  }

  /** Listens on any free port; gives it. */
  async listen(host: string): Promise<number> {
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(0, host, resolve);
    });
    return (this.#server.address() as AddressInfo).port;
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => {
      this.#server.close(() => resolve());
    });
    for (const socket of this.#sockets) socket.destroy();
    await closed;
  }

  async #serve(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    response.on('error', () => {});
    let answer: ArmAnswer = { status: 500 };
    let fault: ArmFaultAction | undefined;
    try {
      const request = armRequest(
        incoming.method ?? 'GET',
        incoming.url ?? '/',
        incoming.headers,
        await readBody(incoming),
      );
      try {
        if (request.path === '/api/retail/prices') answer = retailPrices(request);
        else {
          const caller = callerOf(incoming.headers.authorization, this.#context.account.now());
          fault = this.#context.account.faults.take(request, caller.tenant);
          answer = await this.#answer(request, caller, fault);
        }
      } catch (error) {
        answer = refusal(error);
      }
      this.#note(request, answer.status);
    } catch (error) {
      answer = refusal(error);
    }
    this.#send(response, answer, fault);
  }

  async #answer(
    request: ArmRequest,
    caller: ArmCaller,
    fault: ArmFaultAction | undefined,
  ): Promise<ArmAnswer> {
    if (fault?.kind === 'latency') {
      await new Promise<void>((resolve) => {
        this.#timers.after(fault.ms, resolve);
      });
    }
    if (fault?.kind === 'refuse') return { status: 0 };
    if (fault?.kind === 'status') {
      const error = fault.error ?? {
        code: 'InternalServerError',
        message: 'Encountered internal server error.',
      };
      throw new ArmError(fault.code, error, fault.headers);
    }
    if (!request.query.has('api-version')) {
      throw badRequest(
        'MissingApiVersionParameter',
        'The api-version query parameter (?api-version=) is required for all requests.',
      );
    }
    const isRead = request.method === 'GET' || request.lower.includes('microsoft.resourcegraph');
    if (this.#context.account.mfa && !isRead && !caller.hasMfa) throw insufficientClaims();
    const answer = answerOf({ ...this.#context, caller, request });
    if (fault?.kind !== 'done-then') return answer;
    return {
      status: fault.code,
      body: fault.body,
      headers: { ...answer.headers, ...fault.headers },
    };
  }

  #note(request: ArmRequest, status: number): void {
    const headers = LOGGED.flatMap((name) => {
      const value = request.headers[name];
      return typeof value === 'string' ? [[name, value] as const] : [];
    });
    this.#context.account.log.push({
      method: request.method,
      path: request.path,
      query: Object.fromEntries(request.query),
      headers: Object.fromEntries(headers),
      body: request.body,
      status,
      at: this.#context.account.now(),
    });
  }

  #send(response: ServerResponse, answer: ArmAnswer, fault: ArmFaultAction | undefined): void {
    if (answer.status === 0 || fault?.kind === 'done-then-cut') {
      response.destroy();
      return;
    }
    response.setHeader('x-ms-request-id', randomUUID());
    for (const [name, value] of Object.entries(answer.headers ?? {}))
      response.setHeader(name, value);
    response.statusCode = answer.status;
    if (answer.body === undefined) {
      response.end();
      return;
    }
    const text = JSON.stringify(answer.body);
    response.setHeader('Content-Type', 'application/json; charset=utf-8');
    if (fault?.kind !== 'done-then-truncated') {
      response.end(text);
      return;
    }
    response.setHeader('Content-Length', Buffer.byteLength(text));
    response.write(text.slice(0, text.length / 2));
    // What is written has to leave before the connection breaks.
    setImmediate(() => response.destroy());
  }
}

function refusal(error: unknown): ArmAnswer {
  if (error instanceof ArmError) {
    return { status: error.status, body: error.json, headers: error.headers };
  }
  const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { status: 500, body: { error: { code: 'InternalServerError', message } } };
}

async function readBody(request: IncomingMessage): Promise<JsonObject> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const text = Buffer.concat(chunks).toString('utf8');
  if (text === '') return {};
  const body: unknown = JSON.parse(text);
  return isJsonObject(body) ? body : {};
}
