/**
 * A text of SARIF 2.1.0 with one run of this product; `more` is what the run has beside its
 * results.
 */
export function sarifText(
  version: string,
  rules: readonly object[],
  results: readonly object[],
  more: object = {},
): string {
  const driver = { name: 'aks-sandbox', version, rules };
  const $schema = 'https://json.schemastore.org/sarif-2.1.0.json';
  const runs = [{ tool: { driver }, ...more, results }];
  return `${JSON.stringify({ $schema, version: '2.1.0', runs }, undefined, 2)}\n`;
}
