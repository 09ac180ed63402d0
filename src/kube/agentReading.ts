import { isAbort, sleep } from '../base/abort.ts';
import { type Disposable, toDisposable } from '../base/disposable.ts';
import { describeError, type Log } from '../base/log.ts';
import { type Problem, problemOf } from '../base/problem.ts';
import { type AgentKind, versionToRead } from '../model/agents/agentKinds.ts';
import type { AgentObjects, AgentVersions } from '../model/cluster/agentObjects.ts';
import { failedLoadable, type Loadable } from '../model/cluster/loadable.ts';
import type { RawObject } from '../model/kubernetes/kubernetesObject.ts';
import { followDelay } from '../net/retry.ts';
import type { Connection } from './api/connection.ts';
import type { ListedKind } from './list/listedKind.ts';
import { WatchedList } from './list/watchedList.ts';
import { agentVersions } from './resources/agents/agentVersions.ts';
import { sandboxClaims } from './resources/agents/sandboxClaimResource.ts';
import { sandboxes } from './resources/agents/sandboxResource.ts';
import { sandboxTemplates } from './resources/agents/sandboxTemplateResource.ts';
import { sandboxWarmPools } from './resources/agents/sandboxWarmPoolResource.ts';

export interface AgentReadingOptions {
  readonly connection: () => Connection;
  /** Told what is known after each change. */
  readonly onChange: (objects: AgentObjects) => void;
  readonly log: Log;
}

type Start = () => Disposable;

/**
 * Follows the kinds of agent sandboxes that are looked at, as far as the cluster serves them: one
 * list and one watch for each. Discovery is asked when looking begins and at each refresh; in a
 * cluster without the kinds nothing else is.
 */
export class AgentReading {
  readonly #options: AgentReadingOptions;
  readonly #looked = new Set<AgentKind>();
  readonly #lists = new Map<AgentKind, { readonly version: string; readonly start: Start }>();
  readonly #following = new Map<AgentKind, Disposable>();
  #discovery: AbortController | undefined;
  #objects: AgentObjects | undefined;

  constructor(options: AgentReadingOptions) {
    this.#options = options;
  }

  /** Follows these kinds until the returned disposable is disposed. */
  look(kinds: readonly AgentKind[]): Disposable {
    const isFirst = this.#looked.size === 0;
    for (const kind of kinds) this.#looked.add(kind);
    if (isFirst) this.#discover();
    else this.#follow();
    return toDisposable(() => {
      for (const kind of kinds) {
        this.#looked.delete(kind);
        this.#stop(kind);
      }
      if (this.#looked.size === 0) this.#discovery?.abort();
    });
  }

  /** Asks anew which kinds there are, and reads all of them anew. */
  refresh(): void {
    if (this.#looked.size === 0) return;
    for (const kind of this.#looked) this.#stop(kind);
    this.#discover();
  }

  #discover(): void {
    this.#discovery?.abort();
    this.#discovery = new AbortController();
    void this.#readVersions(this.#discovery.signal);
  }

  async #readVersions(signal: AbortSignal): Promise<void> {
    const { connection, log } = this.#options;
    for (let attempt = 0; !signal.aborted; attempt++) {
      try {
        const versions = await agentVersions(connection(), signal);
        if (signal.aborted) return;
        this.#change({ ...served(this.#objects, versions), versions });
        this.#follow();
        return;
      } catch (error) {
        if (signal.aborted || isAbort(error)) return;
        log.warn(describeError(error));
        if (this.#objects) this.#change(notFollowed(this.#objects, problemOf(error)));
        await sleep(followDelay(error, attempt), signal).catch(() => undefined);
      }
    }
  }

  /** Begins to follow what is looked at and served. */
  #follow(): void {
    for (const kind of this.#looked) {
      const version = versionToRead(this.#objects?.versions[kind]);
      if (version === undefined || this.#following.has(kind)) continue;
      this.#following.set(kind, this.#listOf(kind, version)());
    }
  }

  /** The list of a kind; it keeps what it knew until it is read in another version. */
  #listOf(kind: AgentKind, version: string): Start {
    const known = this.#lists.get(kind);
    if (known?.version === version) return known.start;
    const start = this.#newList(kind, version);
    this.#lists.set(kind, { version, start });
    return start;
  }

  #newList(kind: AgentKind, version: string): Start {
    const { connection, log } = this.#options;
    const list = <Raw extends RawObject, T>(
      resource: ListedKind<Raw, T>,
      partOf: (next: Loadable<readonly T[]>) => Partial<AgentObjects>,
    ): Start => {
      const watched = new WatchedList(connection, resource, log);
      return () => watched.start((next) => this.#put(partOf(next)));
    };
    switch (kind) {
      case 'Sandbox':
        return list(sandboxes(version), (next) => ({ sandboxes: next }));
      case 'SandboxTemplate':
        return list(sandboxTemplates(version), (next) => ({ templates: next }));
      case 'SandboxWarmPool':
        return list(sandboxWarmPools(version), (next) => ({ warmPools: next }));
      case 'SandboxClaim':
        return list(sandboxClaims(version), (next) => ({ claims: next }));
    }
  }

  #stop(kind: AgentKind): void {
    this.#following.get(kind)?.dispose();
    this.#following.delete(kind);
  }

  #put(part: Partial<AgentObjects>): void {
    if (this.#objects) this.#change({ ...this.#objects, ...part });
  }

  #change(objects: AgentObjects): void {
    this.#objects = objects;
    this.#options.onChange(objects);
  }
}

/** What is known of the kinds that are still served. */
function served(
  { sandboxes: all, templates, warmPools, claims }: Partial<AgentObjects> = {},
  versions: AgentVersions,
): Partial<AgentObjects> {
  return {
    ...(versions.Sandbox && all ? { sandboxes: all } : {}),
    ...(versions.SandboxTemplate && templates ? { templates } : {}),
    ...(versions.SandboxWarmPool && warmPools ? { warmPools } : {}),
    ...(versions.SandboxClaim && claims ? { claims } : {}),
  };
}

/** What was known, as old: nobody follows it until it is known again which kinds there are. */
function notFollowed(objects: AgentObjects, problem: Problem): AgentObjects {
  const old = <T>(part: Loadable<readonly T[]> | undefined) =>
    part && failedLoadable(part, problem);
  const { versions, sandboxes: all, templates, warmPools, claims } = objects;
  return {
    versions,
    ...withPart('sandboxes', old(all)),
    ...withPart('templates', old(templates)),
    ...withPart('warmPools', old(warmPools)),
    ...withPart('claims', old(claims)),
  };
}

function withPart<Key extends keyof AgentObjects>(
  key: Key,
  part: AgentObjects[Key] | undefined,
): Partial<AgentObjects> {
  return part === undefined ? {} : { [key]: part };
}
