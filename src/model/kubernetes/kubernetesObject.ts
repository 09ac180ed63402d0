// Objects as they come over the wire: nothing about them is certain, so every field is optional.

export interface RawMetadata {
  readonly name?: string;
  readonly namespace?: string;
  readonly uid?: string;
  readonly resourceVersion?: string;
  readonly creationTimestamp?: string;
  readonly deletionTimestamp?: string;
  readonly labels?: Readonly<Record<string, string>>;
  readonly annotations?: Readonly<Record<string, string>>;
  readonly ownerReferences?: readonly {
    readonly apiVersion?: string;
    readonly kind?: string;
    readonly name?: string;
    readonly uid?: string;
    readonly controller?: boolean;
  }[];
}

/** What an object refers to as one of its owners. */
export type RawOwner = NonNullable<RawMetadata['ownerReferences']>[number];

export interface RawObject {
  readonly apiVersion?: string;
  readonly kind?: string;
  readonly metadata?: RawMetadata;
}

/** The value if it is a string, else `''`: a hostile server may send anything. */
export function stringOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

/** The value if it is a number of things, else `otherwise`. */
export function countOf(value: unknown, otherwise = 0): number {
  return typeof value === 'number' && Number.isSafeInteger(value) && value >= 0 ? value : otherwise;
}

/**
 * The string entries of a map; anything else is left out. A map of strings alone is given back as
 * it is.
 */
export function textMap(value: unknown): Readonly<Record<string, string>> {
  if (typeof value !== 'object' || value === null) return {};
  for (const key in value) {
    if (typeof (value as Record<string, unknown>)[key] !== 'string') return textsOf(value);
  }
  return value as Readonly<Record<string, string>>;
}

function textsOf(value: object): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(value).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  );
}

const NOTHING: readonly never[] = [];

/** The items of a list; anything else is an empty list. */
export function listOf<T>(value: readonly T[] | undefined): readonly T[] {
  if (!Array.isArray(value)) return NOTHING;
  return value.includes(null) ? (value.filter((item) => item !== null) as T[]) : value;
}

/** The one owner that controls an object, if any does. */
export function controllerOf({ metadata }: RawObject): RawOwner | undefined {
  return listOf(metadata?.ownerReferences).find(({ controller }) => controller === true);
}
