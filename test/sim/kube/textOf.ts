import type { Json } from './json.ts';

/** A JSON value as text: a string as it is, anything else as JSON, an absent one as nothing. */
export function textOf(value: Json | undefined): string {
  if (value === undefined || value === null) return '';
  return typeof value === 'string' ? value : JSON.stringify(value);
}
