import type { Problem } from '../base/problem.ts';

/** A value that is read from elsewhere: on its way, here, or failed; what was known before is kept as `stale`. */
export type Loadable<T> =
  | { readonly state: 'loading'; readonly stale?: T }
  | { readonly state: 'ready'; readonly value: T; readonly at: number }
  | { readonly state: 'failed'; readonly problem: Problem; readonly stale?: T };

export const LOADING: Loadable<never> = { state: 'loading' };

/** The value as far as it is known, fresh or stale. */
export function valueOf<T>(loadable: Loadable<T>): T | undefined {
  return loadable.state === 'ready' ? loadable.value : loadable.stale;
}

/** True when what `valueOf` gives may be out of date. */
export function isStale(loadable: Loadable<unknown>): boolean {
  return loadable.state !== 'ready' && loadable.stale !== undefined;
}

/** Applies `change` to the value, fresh or stale. */
export function mapLoadable<T, R>(loadable: Loadable<T>, change: (value: T) => R): Loadable<R> {
  switch (loadable.state) {
    case 'ready':
      return { state: 'ready', value: change(loadable.value), at: loadable.at };
    case 'loading':
      return loadable.stale === undefined
        ? { state: 'loading' }
        : { state: 'loading', stale: change(loadable.stale) };
    case 'failed':
      return loadable.stale === undefined
        ? { state: 'failed', problem: loadable.problem }
        : { state: 'failed', problem: loadable.problem, stale: change(loadable.stale) };
  }
}
