import { UserError } from '../../base/problem.ts';
import type { Connection } from '../api/connection.ts';
import {
  type ApiResource,
  groupPath,
  type KindName,
  servedResources,
} from '../resources/servedResources.ts';

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
    const reading = servedResources(this.#connection, apiVersion, signal);
    this.#read.set(apiVersion, reading);
    // What failed is asked anew: the next one may have another signal, or the network is back.
    reading.catch(() => this.#read.delete(apiVersion));
    return reading;
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
