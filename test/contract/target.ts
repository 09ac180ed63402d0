import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { HttpMethod, KubeConfig, RequestContext } from '@kubernetes/client-node';
import { Agent, fetch, type Dispatcher, type Response } from 'undici';
import { startSim } from '../sim/sim.ts';

/** Any JSON value of an answer: tests read it as deep as they need. */
export interface Tree {
  readonly [member: string]: Tree | undefined;
}

export interface Answer {
  readonly status: number;
  readonly headers: Response['headers'];
  readonly text: string;
  /** The body when it is JSON, else nothing. */
  readonly body: Tree;
}

export interface Ask {
  readonly body?: unknown;
  readonly contentType?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** A cluster to ask: the one of `AKS_SANDBOX_TEST_KUBECONFIG`, or else a simulation. */
export interface Target extends AsyncDisposable {
  readonly isSim: boolean;
  readonly config: KubeConfig;
  readonly url: string;
  /** An image with busybox that the nodes have. */
  readonly image: string;
  /** Sends a request as the administrator. */
  ask(method: string, path: string, ask?: Ask): Promise<Answer>;
  /** The same, with the answer's stream left to read. */
  open(path: string, signal: AbortSignal, headers?: Ask['headers']): Promise<Response>;
  /** Sends a request with this bearer token alone. */
  askWithToken(token: string, path: string): Promise<Answer>;
  /** Makes a namespace that goes with the target. */
  namespace(): Promise<string>;
  /** A name that nothing else in the cluster has. */
  uniqueName(): string;
  /** Deletes an object at the end. */
  deleteLater(path: string): void;
}

export async function openTarget(): Promise<Target> {
  const path = process.env['AKS_SANDBOX_TEST_KUBECONFIG'] ?? '';
  const sim = path === '' ? await startSim() : undefined;
  const config = new KubeConfig();
  config.loadFromFile(sim?.kubeconfig ?? path);
  const cluster = config.getCurrentCluster();
  if (cluster === null) throw new Error(`${path} has no current cluster`);
  const url = cluster.server;
  const ca = cluster.caData
    ? Buffer.from(cluster.caData, 'base64')
    : await readFile(cluster.caFile ?? '');
  const withoutIdentity = new Agent({ connect: { ca } });
  const later: string[] = [];
  // One for all requests: each has connections of its own.
  const context = new RequestContext(url, HttpMethod.GET);
  await config.applySecurityAuthentication(context);

  async function send(method: string, to: string, ask: Ask = {}, signal?: AbortSignal) {
    const type = ask.contentType ?? 'application/json';
    return fetch(url + to, {
      method,
      headers: {
        ...context.getHeaders(),
        ...(ask.body === undefined ? {} : { 'Content-Type': type }),
        ...ask.headers,
      },
      ...(ask.body === undefined
        ? {}
        : { body: typeof ask.body === 'string' ? ask.body : JSON.stringify(ask.body) }),
      dispatcher: context.getDispatcher() as Dispatcher,
      ...(signal === undefined ? {} : { signal }),
    });
  }

  const target: Target = {
    isSim: sim !== undefined,
    config,
    url,
    image: process.env['AKS_SANDBOX_TEST_IMAGE'] ?? 'localhost/lab/busybox:1',
    ask: async (method, to, ask) => readAnswer(await send(method, to, ask)),
    open: (to, signal, headers = {}) => send('GET', to, { headers }, signal),
    askWithToken: async (token, to) =>
      readAnswer(
        await fetch(url + to, {
          headers: { Authorization: `Bearer ${token}` },
          dispatcher: withoutIdentity,
        }),
      ),
    uniqueName: () => `contract-${randomBytes(5).toString('hex')}`,
    deleteLater: (to) => void later.push(to),
    async namespace() {
      const name = target.uniqueName();
      const body = { apiVersion: 'v1', kind: 'Namespace', metadata: { name } };
      await target.ask('POST', '/api/v1/namespaces', { body });
      target.deleteLater(`/api/v1/namespaces/${name}`);
      await until(`the service account of ${name}`, async () => {
        const account = `/api/v1/namespaces/${name}/serviceaccounts/default`;
        return (await target.ask('GET', account)).status === 200;
      });
      return name;
    },
    async [Symbol.asyncDispose]() {
      for (const to of later.toReversed()) {
        await target.ask('DELETE', to, { body: { propagationPolicy: 'Background' } });
      }
      await withoutIdentity.destroy();
      await sim?.stop();
    },
  };
  return target;
}

async function readAnswer(response: Response): Promise<Answer> {
  const text = await response.text();
  const body = text.startsWith('{') ? (JSON.parse(text) as Tree) : {};
  return { status: response.status, headers: response.headers, text, body };
}

const MAX_WAIT_MS = 90_000;

/** Asks again and again until there is an answer other than `false` or `undefined`. */
export async function until<T>(
  what: string,
  look: () => Promise<T | undefined | false>,
): Promise<T> {
  const deadline = Date.now() + MAX_WAIT_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (Date.now() > deadline) throw new Error(`waited in vain for ${what}`);
    await new Promise((resolve) => {
      setTimeout(resolve, 100);
    });
  }
}

/** The items of a JSON list. */
export function listOf(value: Tree | undefined): readonly Tree[] {
  return Array.isArray(value) ? (value as Tree[]) : [];
}

/** A JSON string or number as text; an absent one is empty. */
export function textOf(value: Tree | undefined): string {
  const scalar: unknown = value;
  return typeof scalar === 'string' || typeof scalar === 'number' ? String(scalar) : '';
}
