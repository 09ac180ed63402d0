import type { RetailPrices } from '../azure/pools/retailPrices.ts';
import { type Disposable, Disposables } from '../base/disposable.ts';
import { Emitter, type Event } from '../base/event.ts';
import { lazy } from '../base/lazy.ts';
import { describeError, type Log } from '../base/log.ts';
import type { AksFeatures } from './aksFeatures.ts';
import type { AgentPools } from './agentPools.ts';
import type { AzureClusters } from './azureClusters.ts';
import type { AzureContexts } from './azureContexts.ts';

/** What the product knows of Azure, once somebody needs it. */
export interface AzureParts {
  readonly clusters: AzureClusters;
  readonly contexts: AzureContexts;
  readonly pools: AgentPools;
  readonly features: AksFeatures;
  readonly prices: RetailPrices;
}

/**
 * Which clusters there are has changed, or who is signed in; or of the cluster with that key its
 * credentials, its pools or its features.
 */
export type AzureChange =
  | { readonly kind: 'clusters' }
  | { readonly kind: 'credentials' | 'pools' | 'features'; readonly key: string };

/** Azure, opened at its first use: who has none does not pay for it. */
export class Azure implements Disposable {
  readonly #owned = new Disposables();
  readonly #changed: Emitter<AzureChange>;
  readonly #make: () => Promise<AzureParts>;
  #parts: AzureParts | undefined;

  constructor(make: () => Promise<AzureParts>, log: Log) {
    this.#changed = this.#owned.add(new Emitter((error) => log.error(describeError(error))));
    this.#make = lazy(async () => this.#take(await make()));
  }

  get onDidChange(): Event<AzureChange> {
    return this.#changed.event;
  }

  /** What is known; `undefined` before the first use. */
  get parts(): AzureParts | undefined {
    return this.#parts;
  }

  open(): Promise<AzureParts> {
    return this.#make();
  }

  dispose(): void {
    this.#owned.dispose();
  }

  #take(parts: AzureParts): AzureParts {
    const { clusters, contexts, pools, features } = parts;
    for (const part of [clusters, contexts, pools, features]) this.#owned.add(part);
    clusters.onDidChange(() => this.#changed.fire({ kind: 'clusters' }));
    contexts.onDidChange((key) => this.#changed.fire({ kind: 'credentials', key }));
    pools.onDidChange((key) => this.#changed.fire({ kind: 'pools', key }));
    features.onDidChange((key) => this.#changed.fire({ kind: 'features', key }));
    this.#parts = parts;
    return parts;
  }
}
