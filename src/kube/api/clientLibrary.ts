import { setImmediate as nextTurn } from 'node:timers/promises';

/** The Kubernetes client library, as far as it is used. */
export type Sdk = typeof import('./sdk.ts');

/** Loads the client library, for its exec. Connections are made by `SecuredClient`. */
export async function loadClientLibrary(): Promise<Sdk> {
  // Parsing it takes long enough to be felt: the editor has its turn before.
  await nextTurn();
  return import('./sdk.ts');
}
