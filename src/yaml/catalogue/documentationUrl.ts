import type { FindingCode } from './findingCatalogue.ts';

/** The address that explains a code; the headings of the page are the codes. */
export function documentationUrl(code: FindingCode): string {
  return `https://github.com/aks-sandbox/aks-sandbox/blob/main/docs/rules.md#${code.toLowerCase()}`;
}
