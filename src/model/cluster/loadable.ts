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
