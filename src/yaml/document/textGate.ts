import type { TextRole } from './parsedPart.ts';

/** In characters: a larger text is not read. */
export const MAX_TEXT = 20_000_000;

/** The cheap gate: whether a text can concern us at all. */
export function mayConcern(text: string, role: TextRole = 'manifest'): boolean {
  return (
    (role !== 'manifest' && role !== 'resource') ||
    mayBeKubernetes(text) ||
    /^(?:patches\w*|helmCharts)[ \t]*:/m.test(text) ||
    /^[ \t]*(?:-[ \t]*)?(?:op|path)[ \t]*:/m.test(text)
  );
}

/**
 * Whether a text has the two keys that every manifest has, in YAML or JSON; of the second one's
 * place `metadata` tells where it was forgotten.
 */
export function mayBeKubernetes(text: string): boolean {
  return (
    /(?:^|[\s{,"'-])apiVersion["']?[ \t]*:/.test(text) &&
    /(?:^|[\s{,"'-])(?:kind|metadata)["']?[ \t]*:/.test(text)
  );
}
