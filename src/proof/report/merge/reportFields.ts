/** What is not as a report is written; says what is wrong, as a clause. */
export class NotAsWritten extends Error {}

/** The fields of an object of JSON. */
export type Fields = Readonly<Record<string, unknown>>;

export function writtenFields(value: unknown, what: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new NotAsWritten(`${what} is no object`);
}

export function writtenList<T>(
  value: unknown,
  what: string,
  read: (one: unknown, index: number) => T,
): readonly T[] {
  if (!Array.isArray(value)) throw new NotAsWritten(`${what} is no list`);
  return value.map((one: unknown, index) => read(one, index));
}

export function writtenText(value: unknown, what: string): string {
  if (typeof value === 'string') return value;
  throw new NotAsWritten(`${what} is no text`);
}

export function writtenFlag(value: unknown, what: string): boolean {
  if (typeof value === 'boolean') return value;
  throw new NotAsWritten(`${what} is neither true nor false`);
}

export function writtenWhole(value: unknown, what: string): number {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return value;
  throw new NotAsWritten(`${what} is no whole number`);
}

/** One of the keys of a table. */
export function writtenKey<K extends string>(
  value: unknown,
  what: string,
  table: Readonly<Record<K, unknown>>,
): K {
  if (typeof value === 'string' && Object.hasOwn(table, value)) return value as K;
  throw new NotAsWritten(`${what} is not known`);
}

/** What may be `null` or absent where it is not known. */
export function orNone<T>(
  value: unknown,
  what: string,
  read: (value: unknown, what: string) => T,
): T | undefined {
  return value === undefined || value === null ? undefined : read(value, what);
}
