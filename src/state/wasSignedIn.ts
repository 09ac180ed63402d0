import type { Memory } from './memory/memory.ts';

/** Where the ids of the accounts are kept that signed in to Azure here. */
export const ACCOUNTS_KEY = 'aksSandbox.azureAccounts';

/** The ids of the accounts that signed in to Azure here; anything may be kept there. */
export function signedInAccounts(memory: Memory): readonly string[] {
  const kept = memory.get<unknown>(ACCOUNTS_KEY);
  return Array.isArray(kept) ? kept.filter((id) => typeof id === 'string') : [];
}

/** Whether anybody signed in to Azure here, which is known without opening it. */
export function wasSignedIn(memory: Memory): boolean {
  return signedInAccounts(memory).length > 0;
}
