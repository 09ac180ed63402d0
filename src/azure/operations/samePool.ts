/**
 * Whether a pool is the one that a body asked for: an agent pool does not tell who made it or when,
 * so that all that was asked for is compared with what there is. What Azure filled in does not
 * count, nor do the cases of texts.
 */
export function isSamePool(
  asked: Readonly<Record<string, unknown>>,
  properties: Readonly<Record<string, unknown>>,
): boolean {
  return Object.entries(asked).every(([key, value]) => isSame(value, properties[key]));
}

function isSame(asked: unknown, found: unknown): boolean {
  if (typeof asked === 'string' && typeof found === 'string') {
    return asked.toLowerCase() === found.toLowerCase();
  }
  if (Array.isArray(asked)) {
    return (
      Array.isArray(found) &&
      asked.length === found.length &&
      asked.every((item) => found.some((other) => isSame(item, other)))
    );
  }
  if (typeof asked === 'object' && asked !== null) {
    return (
      typeof found === 'object' &&
      found !== null &&
      isSamePool(asked as Record<string, unknown>, found as Record<string, unknown>)
    );
  }
  return asked === found;
}
