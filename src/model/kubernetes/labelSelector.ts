/** Labels of an object, or the labels that one must have. */
export type Labels = Readonly<Record<string, string>>;

/** Whether these labels have all that a selector names, each with its value. */
export function matchesLabels(labels: Labels | undefined, selector: Labels): boolean {
  return Object.entries(selector).every(([key, value]) => labels?.[key] === value);
}

/** A selector as kubectl writes it: `a=b,c=d`. */
export function selectorText(selector: Labels): string {
  return Object.entries(selector)
    .map(([key, value]) => `${key}=${value}`)
    .join(',');
}
