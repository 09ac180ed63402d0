/** A number as people read it: `1,200`. */
export function numberText(number: number): string {
  return number.toLocaleString('en');
}

/** `1 pod`, `2 pods`, `1,200 pods`; `many` is the plural where it is more than an s. */
export function count(number: number, one: string, many = `${one}s`): string {
  return `${numberText(number)} ${plural(number, one, many)}`;
}

/** The words that go with a number: `is` with one, `are` with none or several. */
export function plural(number: number, one: string, many: string): string {
  return number === 1 ? one : many;
}
