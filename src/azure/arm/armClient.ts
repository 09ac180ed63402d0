import { isAbort, neverAborted } from '../../base/abort.ts';
import { lazy } from '../../base/lazy.ts';
import { UserError } from '../../base/problem.ts';
import { networkError } from '../../net/networkError.ts';
import type { TokenSource } from './tokenSource.ts';
import { ArmError, type ArmSubject } from './armError.ts';
import type { AzureCloud } from './cloud.ts';
import { stringOf } from '../../model/kubernetes/kubernetesObject.ts';
import { type JsonObject, objectsOf, objectOf } from './json.ts';
import { armRetryAfterMs } from './armRetryAfter.ts';
import { proxyRefusal } from './proxyRefusal.ts';
import { withRetry } from '../../net/retry.ts';

/** The Resource Manager that is talked to. */
export interface ArmEndpoint extends Pick<AzureCloud, 'resourceManager' | 'scope'> {
  /** A certificate authority beside those that the machine trusts, as PEM. */
  readonly ca?: string;
  /** Whether something else leads requests through a proxy, as VS Code does by its own settings. */
  readonly isProxied?: boolean;
}

export interface ArmCall {
  /** The path without a query, each part encoded. */
  readonly path: string;
  readonly apiVersion: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly subject: ArmSubject;
}

export interface ArmAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: JsonObject;
}

/** A list never has more pages: a server that goes on for ever is not followed. */
const MAX_PAGES = 500;

const context = lazy(() => import('./armSdk.ts'));

type Context = ReturnType<(typeof import('./armSdk.ts'))['createContainerService']>;

/** Azure Resource Manager for one tenant of a person. Tokens go to its own origin alone. */
export class ArmClient {
  readonly #endpoint: ArmEndpoint;
  readonly #tokens: TokenSource;
  readonly tenant: string | undefined;
  readonly #contexts = new Map<boolean, Promise<Context>>();
  #renewed = false;

  constructor(endpoint: ArmEndpoint, tokens: TokenSource, tenant: string | undefined) {
    this.#endpoint = endpoint;
    this.#tokens = tokens;
    this.tenant = tenant;
  }

  /**
   * Reads; what may pass by itself is tried again. Throws an `ArmError`, or a `UserError` where
   * nothing answers.
   */
  read(call: ArmCall, signal: AbortSignal): Promise<ArmAnswer> {
    return withRetry(() => this.#once('get', call, false, signal), signal);
  }

  /** A POST that changes nothing, such as a query; tried again like a read. */
  query(call: ArmCall, signal: AbortSignal): Promise<ArmAnswer> {
    return withRetry(() => this.#once('post', call, false, signal), signal);
  }

  /**
   * Changes something: it is sent once. After an error other than an `ArmError` with a status below
   * 500 it may have been done all the same; the caller looks before anybody tries again.
   */
  write(method: 'put' | 'post' | 'delete', call: ArmCall, signal: AbortSignal): Promise<ArmAnswer> {
    return this.#once(method, call, true, signal);
  }

  /** The items of all pages of a list. */
  async list(call: ArmCall, signal: AbortSignal): Promise<readonly JsonObject[]> {
    const items: JsonObject[] = [];
    let next: ArmCall | undefined = call;
    for (let page = 0; next && page < MAX_PAGES; page++) {
      const { body }: ArmAnswer = await this.read(next, signal);
      items.push(...objectsOf(body['value']));
      next = this.#following(call, stringOf(body['nextLink']));
    }
    return items;
  }

  /** The next page; a link that leads to another host is not followed. */
  #following(call: ArmCall, link: string): ArmCall | undefined {
    if (link === '') return undefined;
    const url = URL.parse(link);
    if (url?.origin !== this.#endpoint.resourceManager) {
      throw new UserError({
        kind: 'invalid-answer',
        what: `Azure's list of ${call.subject.object} goes on at another host (${url?.host ?? 'no address'}), which is not asked`,
        next: 'Something between you and Azure may be changing the answers.',
        retryable: false,
      });
    }
    const query = Object.fromEntries(url.searchParams);
    return { ...call, path: url.pathname, query };
  }

  async #once(
    method: 'get' | 'put' | 'post' | 'delete',
    call: ArmCall,
    mayAsk: boolean,
    signal: AbortSignal,
  ): Promise<ArmAnswer> {
    const answer = await this.#send(method, call, mayAsk, signal);
    // A refused token was not looked at any further: nothing was done.
    const isStale =
      answer.status === 401 && !/claims=/.test(answer.headers['www-authenticate'] ?? '');
    if (!isStale) return succeeded(call, answer);
    this.#renewed = true;
    return succeeded(call, await this.#send(method, call, mayAsk, signal));
  }

  async #send(
    method: 'get' | 'put' | 'post' | 'delete',
    { path, apiVersion, query, headers, body, subject }: ArmCall,
    mayAsk: boolean,
    signal: AbortSignal,
  ): Promise<ArmAnswer> {
    signal.throwIfAborted();
    const client = await this.#context(mayAsk);
    try {
      const { status, ...answer } = await client.pathUnchecked(path)[method]({
        abortSignal: signal,
        queryParameters: { 'api-version': apiVersion, ...query },
        headers: { accept: 'application/json', ...headers },
        ...(body === undefined ? {} : { body, contentType: 'application/json' }),
      });
      return { status: Number(status), headers: answer.headers, body: objectOf(answer.body) };
    } catch (error) {
      if (signal.aborted || isAbort(error) || error instanceof UserError) throw error;
      throw networkError({ cluster: 'Azure', rights: '', ...subject }, error);
    }
  }

  /**
   * One pipeline for what reads, and one for what a person has asked for: only that may ask them
   * more.
   */
  #context(mayAsk: boolean): Promise<Context> {
    const made = this.#contexts.get(mayAsk) ?? this.#make(mayAsk);
    this.#contexts.set(mayAsk, made);
    return made;
  }

  async #make(mayAsk: boolean): Promise<Context> {
    const { createContainerService } = await context();
    const { resourceManager, scope, ca, isProxied } = this.#endpoint;
    const client = createContainerService(
      {
        getToken: async (_, { abortSignal, claims } = {}) => {
          const renewed = this.#renewed;
          this.#renewed = false;
          const token = await this.#tokens.token(
            {
              scope,
              ...(this.tenant === undefined ? {} : { tenant: this.tenant }),
              ...(claims === undefined ? {} : { claims }),
              ...(renewed ? { renewed } : {}),
              mayAsk,
            },
            abortSignal instanceof AbortSignal ? abortSignal : neverAborted(),
          );
          // It counts as over at once: who gives it keeps it, and knows when it has to be another
          // one.
          return { token, expiresOnTimestamp: Date.now() };
        },
      },
      '',
      {
        endpoint: resourceManager,
        credentials: { scopes: [scope] },
        // Whether something is sent twice is decided here, for reads alone.
        retryOptions: { maxRetries: 0 },
        userAgentOptions: { userAgentPrefix: 'aks-sandbox' },
        ...(ca === undefined ? {} : { tlsOptions: { ca } }),
        additionalPolicies: [
          {
            position: 'perCall',
            policy: {
              name: 'ownHostOnly',
              sendRequest: (request, next) => {
                if (new URL(request.url).origin === resourceManager) return next(request);
                throw new Error('A request to another host was about to be sent');
              },
            },
          },
        ],
      },
    );
    // The client's own way to a proxy forgets `ca`.
    if (isProxied) client.pipeline.removePolicy({ name: 'proxyPolicy' });
    return client;
  }
}

function succeeded({ subject }: ArmCall, answer: ArmAnswer): ArmAnswer {
  if (answer.status < 300) return answer;
  const refusal = proxyRefusal(subject, answer);
  if (refusal) throw refusal;
  throw new ArmError(
    subject,
    answer.status,
    answer.body,
    armRetryAfterMs(answer.headers, Date.now()),
  );
}
