import type { Readable } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { Dispatcher } from 'undici';
import type { Disposable } from '../../base/disposable.ts';
import type { Log } from '../../base/log.ts';
import { UserError } from '../../base/problem.ts';
import { plainText } from '../../base/text/plainText.ts';
import type { ClusterRef } from '../../model/cluster/cluster.ts';
import { ApiError } from './apiError.ts';
import type { Subject } from '../../net/subject.ts';
import type { ClientSource } from './clientSource.ts';
import type { SignInOptions } from '../credentials/credentialSource.ts';
import type { ResolvedContext } from '../kubeconfig/mergeKubeconfigs.ts';
import { invalidAnswer, networkError, webPageError } from '../../net/networkError.ts';
import type { Environment } from '../../net/proxy.ts';
import { hasPathSteps } from './pathSteps.ts';
import { parseStatus } from './parseStatus.ts';
import { BOUNDS, type Bounds } from '../../net/bounds.ts';
import type { OnWait } from '../../net/retry.ts';
import { retryAfterMs } from '../../net/retryAfter.ts';
import { within } from '../../net/within.ts';
import { BodyReader, readBytes } from '../../net/readBody.ts';
import type { SecuredClient } from './securedClient.ts';

export interface ApiRequest {
  readonly method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** The path below the server's address, e.g. `/api/v1/nodes`; its parts are already encoded. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string | number | boolean | undefined>>;
  readonly body?: unknown;
  readonly contentType?: string;
  readonly accept?: string;
  readonly subject: Subject;
  readonly signal: AbortSignal;
  /** How long the server may be silent after its head, in milliseconds; 0 for no limit. */
  readonly silenceMs?: number;
}

const MAX_ERROR_BYTES = 64 * 1024;
/** As many as net/http follows (Go 1.26). */
const MAX_REDIRECTS = 10;

export interface ConnectionOptions extends SignInOptions {
  readonly context: ResolvedContext;
  readonly environment: Environment;
  readonly log: Log;
  /** Told before a wait that somebody would notice; the log is, if absent. */
  readonly onWait?: OnWait;
  /** Those that are not `BOUNDS`. */
  readonly bounds?: Partial<Bounds>;
}

/** Where a request goes. */
interface Place {
  readonly origin: string;
  readonly path: string;
}

/** Speaks to one API server as one user. Holds connections until it is disposed. */
export class Connection implements Disposable {
  readonly cluster: ClusterRef;
  readonly bounds: Bounds;
  readonly onWait: OnWait;
  readonly #options: ConnectionOptions;
  readonly #isLocal: boolean;
  /** Made at the first request: what signs in and secures connections is loaded then. */
  #clients: Promise<ClientSource> | undefined;

  constructor(options: ConnectionOptions) {
    this.cluster = options.context.ref;
    this.bounds = { ...BOUNDS, ...options.bounds };
    this.onWait = options.onWait ?? ((what) => options.log.warn(what));
    this.#options = options;
    this.#isLocal = isLoopback(options.context.ref.server);
  }

  /** What another program needs to reach the same server as the same user. */
  get forPrograms(): Pick<ConnectionOptions, 'context' | 'environment' | 'mayRunPrograms' | 'log'> {
    return this.#options;
  }

  /** The way to the server with a credential that is valid now. */
  async client(signal: AbortSignal): Promise<SecuredClient> {
    return (await this.#source()).get(signal);
  }

  /**
   * Sends a request and gives the body of its answer, unread. Throws `ApiError` when it is no
   * success.
   */
  stream(request: ApiRequest): Promise<Readable> {
    return this.renewing(request.signal, (client) => this.#send(request, client));
  }

  /**
   * Does it with a credential that is valid now, and once more with a new one when that is refused:
   * a token may end before its time.
   */
  async renewing<T>(
    signal: AbortSignal,
    attempt: (client: SecuredClient) => Promise<T>,
  ): Promise<T> {
    const client = await this.client(signal);
    try {
      return await attempt(client);
    } catch (error) {
      if (!(error instanceof ApiError) || error.status !== 401) throw error;
      await (await this.#source()).invalidate(client);
      return attempt(await this.client(signal));
    }
  }

  /**
   * The answer as it came; within the memory of a reader, if one is given. `onHead` gets its
   * beginning at once. The server's time does not run while somebody signs in.
   */
  async bytes(
    request: ApiRequest,
    reader = new BodyReader(),
    onHead?: (head: Buffer) => void,
  ): Promise<Buffer> {
    const { requestMs, pageBytes, answerBytes } = this.bounds;
    const largest = request.query?.['limit'] === undefined ? answerBytes : pageBytes;
    try {
      return await this.renewing(request.signal, (client) =>
        within(requestMs, request.signal, async (signal) =>
          reader.read(await this.#send({ ...request, signal }, client), largest, onHead),
        ),
      );
    } catch (error) {
      throw request.signal.aborted ? request.signal.reason : networkError(request.subject, error);
    }
  }

  async text(request: ApiRequest): Promise<string> {
    return (await this.bytes(request)).toString('utf8');
  }

  /** The answer as JSON. Nothing about its shape is certain. */
  async json<T>(request: ApiRequest): Promise<T> {
    const text = await this.text(request);
    let value: unknown;
    try {
      value = JSON.parse(text);
    } catch (error) {
      throw invalidAnswer(request.subject, 'it is not complete JSON', error);
    }
    if (typeof value !== 'object' || value === null) {
      throw invalidAnswer(request.subject, 'it is no object');
    }
    return value as T;
  }

  dispose(): void {
    void this.#clients?.then((clients) => clients.dispose());
    this.#clients = undefined;
  }

  #source(): Promise<ClientSource> {
    this.#clients ??= import('./clientSource.ts').then(({ ClientSource }) => {
      const { context, environment } = this.#options;
      return new ClientSource(context, environment, this.#options);
    });
    return this.#clients;
  }

  async #send(request: ApiRequest, { dispatcher, headers }: SecuredClient): Promise<Readable> {
    const { subject, signal, method = 'GET' } = request;
    const { connectMs, silenceMs } = this.bounds;
    this.#options.log.trace(`${method} ${request.path} (${subject.cluster})`);
    try {
      const sent = {
        method,
        headers: {
          ...headers,
          accept: request.accept ?? 'application/json',
          // On this machine packing costs more than it saves.
          ...(this.#isLocal ? {} : { 'accept-encoding': 'gzip' }),
          'user-agent': 'aks-sandbox',
          ...(request.body === undefined
            ? {}
            : { 'content-type': request.contentType ?? 'application/json' }),
        },
        body: request.body === undefined ? null : JSON.stringify(request.body),
        headersTimeout: silenceMs,
        bodyTimeout: request.silenceMs ?? silenceMs,
      };
      // Ways through proxies know no time of their own, nor do they end when they are told to.
      const ask = (place: Place, hops: number): Promise<Dispatcher.ResponseData> =>
        within(connectMs + silenceMs, signal, async (stop) => {
          const got = await dispatcher.request({ ...place, ...sent, signal: stop });
          const next = method === 'GET' ? redirectOf(got, place) : undefined;
          if (!next) return got;
          await got.body.dump();
          if (hops === 0) throw invalidAnswer(subject, 'it points on and on to other paths');
          return ask(next, hops - 1);
        });
      const answer = await ask(this.#place(request), MAX_REDIRECTS);
      const body = unpacked(answer, subject);
      const { statusCode: status } = answer;
      const page = webPageError(subject, status, answer.headers['content-type']);
      if (page) {
        body.destroy();
        throw page;
      }
      if (status >= 200 && status < 300) return body;
      throw await apiError(subject, status, answer.headers['retry-after'], body);
    } catch (error) {
      if (signal.aborted) throw signal.reason;
      const failure = networkError(subject, error);
      if (isCertificateProblem(failure)) (await this.#source()).reconnect();
      throw failure;
    }
  }

  #place({ path, query, subject }: ApiRequest): Place {
    if (hasPathSteps(path)) throw new ApiError(subject, 404, {});
    const url = new URL(this.cluster.server);
    url.pathname = url.pathname.replace(/\/+$/, '') + path;
    // As kubectl does, which sends no query of the server's address.
    url.search = '';
    for (const [key, value] of Object.entries(query ?? {})) {
      if (value !== undefined) url.searchParams.set(key, String(value));
    }
    return { origin: url.origin, path: url.pathname + url.search };
  }
}

/** Where an answer sends on within its own server; a credential goes to no other. */
function redirectOf(
  { statusCode, headers }: Pick<Dispatcher.ResponseData, 'statusCode' | 'headers'>,
  { origin, path }: Place,
): Place | undefined {
  if (![301, 302, 303, 307, 308].includes(statusCode)) return undefined;
  const url = URL.parse([headers['location'] ?? ''].flat()[0] ?? '', origin + path);
  return url?.origin === origin ? { origin, path: url.pathname + url.search } : undefined;
}

function isCertificateProblem(failure: unknown): boolean {
  return failure instanceof UserError && failure.problem.kind === 'certificate';
}

function isLoopback(server: string): boolean {
  return /^(?:localhost|127\..*|\[::1\])$/.test(URL.parse(server)?.hostname ?? '');
}

/** The body of an answer; throws where it is packed as nobody asked for. */
function unpacked({ body, headers }: Dispatcher.ResponseData, subject: Subject): Readable {
  const encoding = String(headers['content-encoding'] ?? '').trim();
  if (/^(?:identity)?$/i.test(encoding)) return body;
  if (/^(?:x-)?gzip$/i.test(encoding)) return gunzip(body);
  body.destroy();
  throw invalidAnswer(subject, `it is packed by "${plainText(encoding, 40)}"`);
}

function gunzip(body: Readable): Readable {
  const plain = createGunzip();
  body.on('error', (error) => plain.destroy(error));
  plain.on('close', () => body.destroy());
  return body.pipe(plain);
}

async function apiError(
  subject: Subject,
  status: number,
  retryAfter: string | string[] | undefined,
  body: Readable,
): Promise<ApiError> {
  const bytes = await readBytes(body, MAX_ERROR_BYTES).catch(() => Buffer.alloc(0));
  const [asked = ''] = [retryAfter ?? ''].flat();
  return new ApiError(subject, status, parseStatus(bytes), retryAfterMs(asked, Date.now()));
}
