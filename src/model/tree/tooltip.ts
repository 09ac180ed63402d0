/**
 * A heading and a list of facts in Markdown; facts without a value are left out. Values are
 * Markdown already.
 */
export function facts(
  heading: string,
  rows: readonly (readonly [name: string, value: string])[],
  ...more: readonly string[]
): string {
  const lines = rows
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `- ${name}: ${value}`);
  return [`**${heading}**`, lines.join('\n'), ...more].filter((part) => part !== '').join('\n\n');
}
