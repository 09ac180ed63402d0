/** Ends a `switch` over a union: a case that is missing does not compile. */
export function exhaustive(value: never): never {
  throw new Error(`Unexpected value: ${String(value)}`);
}
