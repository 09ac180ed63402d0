import { UserError } from '../../base/problem.ts';
import { listOf, stringOf } from '../../model/kubernetes/kubernetesObject.ts';
import { ApiError } from '../api/apiError.ts';
import type { Connection } from '../api/connection.ts';

/** What names a kind of object in a manifest. */
export interface KindName {
  readonly apiVersion: string;
  readonly kind: string;
}

/** A kind as the API server serves it. */
export interface ApiResource extends KindName {
  /** The plural, as in paths and in RBAC rules, e.g. `daemonsets`. */
  readonly plural: string;
  readonly namespaced: boolean;
}

interface RawResourceList {
  readonly resources?: readonly {
    readonly name?: string;
    readonly kind?: string;
    readonly namespaced?: boolean;
  }[];
}

/** Finds where the API server keeps a kind, by API discovery; each group version is read once. */
export class ApiResources {
  readonly #connection: Connection;
  readonly #read = new Map<string, Promise<readonly ApiResource[]>>();

  constructor(connection: Connection) {
    this.#connection = connection;
  }

  /** Throws a `UserError` of kind `not-found` when the cluster does not serve the kind. */
  async find(name: KindName, signal: AbortSignal): Promise<ApiResource> {
    const found = await this.#served(name, signal);
    if (found) return found;
    throw new UserError({
      kind: 'not-found',
      what: `${this.#connection.cluster.name} serves no kind ${name.kind} in ${name.apiVersion}`,
      next: 'Check apiVersion and kind; a custom resource needs its CustomResourceDefinition first.',
      retryable: false,
    });
  }

  /** Whether the cluster serves the kind at all. */
  async serves(name: KindName, signal: AbortSignal): Promise<boolean> {
    return (await this.#served(name, signal)) !== undefined;
  }

  async #served(name: KindName, signal: AbortSignal): Promise<ApiResource | undefined> {
    const served = await this.#resourcesOf(name.apiVersion, signal);
    return served.find(({ kind }) => kind === name.kind);
  }

  #resourcesOf(apiVersion: string, signal: AbortSignal): Promise<readonly ApiResource[]> {
    const known = this.#read.get(apiVersion);
    if (known) return known;
    const reading = this.#fetch(apiVersion, signal);
    this.#read.set(apiVersion, reading);
    // What failed is asked anew: the next one may have another signal, or the network is back.
    reading.catch(() => this.#read.delete(apiVersion));
    return reading;
  }

  async #fetch(apiVersion: string, signal: AbortSignal): Promise<readonly ApiResource[]> {
    try {
      const { resources } = await this.#connection.json<RawResourceList>({
        path: groupPath(apiVersion),
        subject: {
          cluster: this.#connection.cluster.name,
          verb: 'discover',
          object: `the kinds of ${apiVersion}`,
          rights: 'the role system:discovery',
        },
        signal,
      });
      return listOf(resources)
        .map((one) => ({
          apiVersion,
          kind: stringOf(one.kind),
          plural: stringOf(one.name),
          namespaced: one.namespaced === true,
        }))
        .filter(({ plural }) => plural !== '' && !plural.includes('/'));
    } catch (error) {
      if (error instanceof ApiError && error.status === 404) return [];
      throw error;
    }
  }
}

/** The path of an object. A namespaced kind needs a namespace. */
export function objectPath(
  { apiVersion, plural, namespaced }: ApiResource,
  namespace: string,
  name: string,
): string {
  const inside = namespaced ? `/namespaces/${encodeURIComponent(namespace)}` : '';
  return `${groupPath(apiVersion)}${inside}/${plural}/${encodeURIComponent(name)}`;
}

function groupPath(apiVersion: string): string {
  const parts = apiVersion.split('/').map(encodeURIComponent).join('/');
  return apiVersion.includes('/') ? `/apis/${parts}` : `/api/${parts}`;
}
