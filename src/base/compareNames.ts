import { lazy } from './lazy.ts';

/** Order of names for people: `pool2` before `pool10`. */
export function compareNames(a: string, b: string): number {
  return collator().compare(a, b);
}

/**
 * Not before it is needed: to load what it knows of languages takes longer than all else at the
 * start.
 */
const collator = lazy(() => new Intl.Collator('en', { numeric: true }));
