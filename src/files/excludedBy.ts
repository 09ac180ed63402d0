import ignore from 'ignore';

/**
 * Tells whether patterns, written as in a `.gitignore`, exclude a path below their folder (with
 * `/`).
 */
export function excludedBy(patterns: readonly string[]): (relative: string) => boolean {
  const matcher = ignore().add([...patterns]);
  return (relative) => ignore.isPathValid(relative) && matcher.ignores(relative);
}
