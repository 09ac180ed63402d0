export type Json = string | number | boolean | null | Json[] | JsonObject;

/** A JSON object as it is built here: a member that is `undefined` is absent on the wire. */
export type JsonObject = { [member: string]: Json | undefined };

export function isJsonObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** A deep copy that shares nothing with the original. */
export function copyJson<T extends Json | undefined>(value: T): T {
  return structuredClone(value);
}

/** Equality of JSON values: the order of an object's members does not count. */
export function equalJson(left: Json | undefined, right: Json | undefined): boolean {
  if (left === right) return true;
  if (Array.isArray(left) && Array.isArray(right)) {
    return left.length === right.length && left.every((item, i) => equalJson(item, right[i]));
  }
  if (!isJsonObject(left) || !isJsonObject(right)) return false;
  const names = new Set([...Object.keys(left), ...Object.keys(right)]);
  for (const name of names) {
    if (!equalJson(left[name], right[name])) return false;
  }
  return true;
}

/** The value at a path of member names, or `undefined` where the path ends early. */
export function valueAt(value: Json | undefined, ...path: string[]): Json | undefined {
  let current = value;
  for (const name of path) {
    if (!isJsonObject(current)) return undefined;
    current = current[name];
  }
  return current;
}
