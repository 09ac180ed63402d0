import { setImmediate as nextTurn } from 'node:timers/promises';

/** The Kubernetes client library, as far as it is used. */
export type Sdk = typeof import('./sdk.ts');

/**
 * Loads the Kubernetes client library. Parsing it takes long enough to be felt, so the HTTP client below it
 * comes first, and the editor has its turn in between.
 */
export async function loadSdk(): Promise<Sdk> {
  await import('undici');
  await nextTurn();
  return import('./sdk.ts');
}
