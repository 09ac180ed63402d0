import type { Problem } from '../../base/problem.ts';

/**
 * A value that is read from elsewhere: on its way, here, or failed; what was known before is kept
 * as `stale`.
 */
export type Loadable<T> =
  | { readonly state: 'loading'; readonly stale?: T }
  | { readonly state: 'ready'; readonly value: T; readonly at: number }
  | { readonly state: 'failed'; readonly problem: Problem; readonly stale?: T };

export const LOADING: Loadable<never> = { state: 'loading' };

/** The value as far as it is known, fresh or stale. */
export function valueOf<T>(loadable: Loadable<T>): T | undefined {
  return loadable.state === 'ready' ? loadable.value : loadable.stale;
}

/** The same value after it could not be read anew: what was known stays as `stale`. */
export function failedLoadable<T>(before: Loadable<T>, problem: Problem): Loadable<T> {
  const stale = valueOf(before);
  return { state: 'failed', problem, ...(stale === undefined ? {} : { stale }) };
}
