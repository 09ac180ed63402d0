import type { Event } from '../../base/event.ts';
import type { AzureCloud } from '../arm/cloud.ts';
import type { TokenSource } from '../arm/tokenSource.ts';

/** A person's account, as it is called where they signed in. */
export interface AzureAccount {
  readonly id: string;
  /** Usually an address of mail. */
  readonly name: string;
}

/** Who signs a person in to Azure: the editor, or the Azure CLI. */
export interface AzureSignIn {
  /** The cloud that it signs in to; `undefined` for one that the product does not know. */
  readonly cloud: AzureCloud | undefined;
  /** Who signed in elsewhere or here changed. It may fire many times in a row. */
  readonly onDidChange: Event<void>;
  /**
   * Asks the person to sign in, to a tenant or to the account's own; only ever on their click.
   * `undefined` when they decline.
   */
  signIn(tenant?: string): Promise<AzureAccount | undefined>;
  /** The accounts of those ids that are signed in; asks nobody. */
  accounts(ids: readonly string[]): Promise<readonly AzureAccount[]>;
  /** Tokens of an account. They ask the person only to answer a claims challenge. */
  tokens(account: AzureAccount): TokenSource;
}
