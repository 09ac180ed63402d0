import { type ArmEndpoint, ArmClient } from '../azure/arm/armClient.ts';
import { type AzureCloud, unknownCloud } from '../azure/arm/cloud.ts';
import type { AzureSubscription } from '../azure/clusters/listAksClusters.ts';
import {
  type AzureTenant,
  listClustersOfTenants,
  listTenants,
  type TenantListing,
} from '../azure/clusters/listTenants.ts';
import type { AzureAccount, AzureSignIn } from '../azure/signIn/azureSignIn.ts';
import { clusterToken } from '../azure/signIn/clusterToken.ts';
import { isAbort } from '../base/abort.ts';
import { compareNames } from '../base/compareNames.ts';
import type { Disposable } from '../base/disposable.ts';
import { Emitter, type Event } from '../base/event.ts';
import { describeError, type Log } from '../base/log.ts';
import { type Problem, problemOf, UserError } from '../base/problem.ts';
import { Throttle } from '../base/throttle.ts';
import { type AksCluster, aksKey } from '../model/aks/aksCluster.ts';
import type { Memory } from './memory/memory.ts';
import { ACCOUNTS_KEY, signedInAccounts } from './wasSignedIn.ts';

const SUBSCRIPTIONS_KEY = 'aksSandbox.azureSubscriptions';

/** Sessions of the editor change many times in a row, as when a token is renewed. */
const SESSIONS_SETTLE_MS = 1000;

/** A tenant in which nothing could be listed. */
export interface ClosedTenant extends AzureTenant {
  readonly problem: Problem;
}

interface Listed extends TenantListing {
  readonly account: AzureAccount;
}

/** What is known of Azure: nobody signed in (here), it is being listed, or it was. */
export type AzureStatus = 'signed-out' | 'listing' | 'listed';

/**
 * The AKS clusters of the accounts that a person signed in with here. Nothing is asked of the
 * editor or of Azure before `load` or `signIn`.
 */
export class AzureClusters implements Disposable {
  readonly #signIn: AzureSignIn;
  readonly #memory: Memory;
  readonly #log: Log;
  readonly #endpoint: () => Promise<ArmEndpoint | undefined>;
  readonly #changed: Emitter<void>;
  readonly #subscription: Disposable;
  readonly #soon = new Throttle(SESSIONS_SETTLE_MS, () => void this.#followSessions());
  readonly #listed = new Map<string, Listed>();
  readonly #clients = new Map<string, ArmClient>();
  #listing: { readonly controller: AbortController; readonly done: Promise<void> } | undefined;
  #accounts: readonly AzureAccount[] | undefined;
  #problem: Problem | undefined;

  /**
   * `endpoint` is asked for at the first use; it is `undefined` for a cloud that the product does
   * not know.
   */
  constructor(
    signIn: AzureSignIn,
    memory: Memory,
    endpoint: () => Promise<ArmEndpoint | undefined>,
    log: Log,
  ) {
    this.#signIn = signIn;
    this.#memory = memory;
    this.#endpoint = endpoint;
    this.#log = log;
    this.#changed = new Emitter((error) => log.error(describeError(error)));
    this.#subscription = signIn.onDidChange(() => {
      if (this.#accounts) this.#soon.request();
    });
  }

  get onDidChange(): Event<void> {
    return this.#changed.event;
  }

  /** The cloud that people sign in to; `undefined` for one that the product does not know. */
  get cloud(): AzureCloud | undefined {
    return this.#signIn.cloud;
  }

  get status(): AzureStatus {
    if (this.#listing) return 'listing';
    return this.#accounts && this.#accounts.length > 0 ? 'listed' : 'signed-out';
  }

  /** Why not even the tenants could be listed. */
  get problem(): Problem | undefined {
    return this.#problem;
  }

  /** All subscriptions that were found, sorted by name. */
  get subscriptions(): readonly AzureSubscription[] {
    return [...this.#listed.values()]
      .flatMap(({ subscriptions }) => subscriptions)
      .toSorted((a, b) => compareNames(a.name, b.name));
  }

  /** The ids of the subscriptions that are shown; `undefined` for all. */
  get chosenSubscriptions(): readonly string[] | undefined {
    return this.#memory.get<readonly string[]>(SUBSCRIPTIONS_KEY);
  }

  async chooseSubscriptions(ids: readonly string[] | undefined): Promise<void> {
    await this.#memory.update(SUBSCRIPTIONS_KEY, ids);
    this.#changed.fire();
  }

  /** The clusters of the chosen subscriptions, sorted by name. */
  get clusters(): readonly AksCluster[] {
    const chosen = this.chosenSubscriptions;
    return [...this.#listed.values()]
      .flatMap(({ clusters }) => clusters)
      .filter(({ subscription }) => chosen === undefined || chosen.includes(subscription.id))
      .toSorted(
        (a, b) => compareNames(a.name, b.name) || compareNames(a.resourceGroup, b.resourceGroup),
      );
  }

  /** Tenants that did not let the person in. */
  get closedTenants(): readonly ClosedTenant[] {
    return [...this.#listed.values()]
      .flatMap(({ tenant, problem }) => (problem ? [{ ...tenant, problem }] : []))
      .toSorted((a, b) => compareNames(a.name, b.name));
  }

  cluster(key: string): AksCluster | undefined {
    for (const { clusters } of this.#listed.values()) {
      const found = clusters.find(({ id }) => aksKey(id) === key);
      if (found) return found;
    }
    return undefined;
  }

  /**
   * Resource Manager for the tenant of a cluster. Throws a `UserError` when nobody is signed in to
   * it.
   */
  async arm(tenant: string): Promise<ArmClient> {
    const known = this.#clients.get(tenant);
    if (known) return known;
    const account = this.#accountOf(tenant);
    const endpoint = account && (await this.#endpoint());
    if (!account || !endpoint) throw notSignedIn();
    return this.#client(account, endpoint, tenant);
  }

  /**
   * Tokens of the account that a tenant was found with. Throws a `UserError` when there is none.
   */
  tokens(tenant: string): ReturnType<AzureSignIn['tokens']> {
    const account = this.#accountOf(tenant);
    if (!account) throw notSignedIn();
    return this.#signIn.tokens(account);
  }

  /**
   * A token for API servers of AKS that sign in with Entra ID, and when it ends in milliseconds
   * since the epoch.
   */
  async clusterToken(
    tenant: string,
    signal: AbortSignal,
  ): Promise<{ readonly token: string; readonly expiresAt: number }> {
    return clusterToken(this.tokens(tenant), tenant, signal);
  }

  /** Lists for who signed in here before, once; asks nobody. Does nothing when nobody did. */
  async load(): Promise<void> {
    if (this.#listing) {
      // Who began it says what fails of it.
      await this.#listing.done.catch(() => undefined);
    } else if (!this.#accounts && this.#remembered.length > 0) await this.refresh();
  }

  /** Asks the person to sign in, and lists. Resolves to false when they decline. */
  async signIn(tenant?: string): Promise<boolean> {
    if (!this.#signIn.cloud) throw unknownCloud();
    const account = await this.#signIn.signIn(tenant);
    if (!account) return false;
    await this.#memory.update(ACCOUNTS_KEY, [...new Set([...this.#remembered, account.id])]);
    await this.refresh();
    return true;
  }

  /** Lists anew; a listing under way is given up. */
  async refresh(): Promise<void> {
    if (this.#remembered.length === 0) return;
    this.#listing?.controller.abort();
    const controller = new AbortController();
    const done = this.#list(controller.signal);
    const listing = { controller, done };
    this.#listing = listing;
    this.#changed.fire();
    try {
      await done;
    } catch (error) {
      if (isAbort(error)) return;
      this.#log.error(describeError(error));
      this.#problem = problemOf(error);
    } finally {
      if (this.#listing === listing) {
        this.#listing = undefined;
        this.#changed.fire();
      }
    }
  }

  dispose(): void {
    this.#listing?.controller.abort();
    this.#subscription.dispose();
    this.#soon.dispose();
    this.#changed.dispose();
  }

  get #remembered(): readonly string[] {
    return signedInAccounts(this.#memory);
  }

  async #list(signal: AbortSignal): Promise<void> {
    const endpoint = await this.#endpoint();
    if (!endpoint) throw unknownCloud();
    const accounts = await this.#signIn.accounts(this.#remembered);
    signal.throwIfAborted();
    this.#accounts = accounts;
    this.#problem = undefined;
    const seen = new Set<string>();
    for (const account of accounts) {
      const tenants = await listTenants(this.#client(account, endpoint, undefined), signal);
      const own = tenants.filter(({ id }) => !seen.has(id));
      for (const { id } of own) seen.add(id);
      const armOf = (tenant: string) => this.#client(account, endpoint, tenant);
      await listClustersOfTenants(own, armOf, (listing) => this.#take(account, listing), signal);
    }
    for (const id of this.#listed.keys()) if (!seen.has(id)) this.#listed.delete(id);
  }

  #take(account: AzureAccount, listing: TenantListing): void {
    const before = this.#listed.get(listing.tenant.id);
    // What was known stays, as old, while Azure cannot be reached.
    const keeps = listing.problem?.retryable && before && !before.problem;
    if (!keeps) this.#listed.set(listing.tenant.id, { ...listing, account });
    this.#changed.fire();
  }

  /** The editor's sessions changed: another account may be signed in by now, or none. */
  async #followSessions(): Promise<void> {
    const before = this.#accounts?.map(({ id }) => id).join();
    const accounts = await this.#signIn.accounts(this.#remembered);
    if (accounts.map(({ id }) => id).join() === before) return;
    if (accounts.length > 0) return this.refresh();
    this.#accounts = accounts;
    this.#listed.clear();
    this.#clients.clear();
    this.#changed.fire();
  }

  #accountOf(tenant: string): AzureAccount | undefined {
    return this.#listed.get(tenant)?.account;
  }

  #client(account: AzureAccount, endpoint: ArmEndpoint, tenant: string | undefined): ArmClient {
    const known = tenant === undefined ? undefined : this.#clients.get(tenant);
    if (known) return known;
    const client = new ArmClient(endpoint, this.#signIn.tokens(account), tenant);
    if (tenant !== undefined) this.#clients.set(tenant, client);
    return client;
  }
}

function notSignedIn(): UserError {
  return new UserError({
    kind: 'unauthorized',
    what: 'Nobody is signed in to Azure',
    next: 'Sign in to Azure.',
    retryable: false,
  });
}
