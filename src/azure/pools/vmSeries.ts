/** Whether virtual machines run inside those of a size, which Kata needs; no API tells it. */
export type Nesting = 'known' | 'unknown' | 'known-not';

/**
 * Series by name, the first that matches counts. What is not listed is unknown, and Azure decides.
 * Sources: microsoft/lisa (2026-11); MicrosoftDocs/azure-compute-docs, pages of the series; AKS
 * release notes v20260619 (Dadsv7); AKS node-images and use-cvm (Arm64 and confidential sizes are
 * excluded).
 */
const SERIES: readonly (readonly [RegExp, Nesting])[] = [
  [/^B/, 'known-not'],
  [/^[DE]C/, 'known-not'],
  [/^[A-Z]+[a-z]*p[a-z]*v\d+$/, 'known-not'],
  [/^A/, 'known-not'],
  [/^Dd?s?v[345]$/, 'known'],
  [/^Dad?sv5$/, 'known'],
  [/^Da?sv6$/, 'known'],
  [/^Dadsv7$/, 'known'],
  [/^E(?:d?s?|ad?s|bd?s)v[345]$/, 'known'],
  [/^Fsv2$/, 'known'],
  [/^FX/, 'known'],
  [/^La?sv3$/, 'known'],
  [/^M/, 'known'],
];

/**
 * The series of a size, as Azure's documentation calls it: `Standard_D4s_v5` is of `Dsv5`; empty
 * for other names.
 */
export function vmSeries(size: string): string {
  const [, family = '', additions = '', version = ''] =
    /^(?:Standard|Basic)_([A-Z]+)\d+(?:-\d+)?([a-z]*)(?:_(?!v\d)[A-Z0-9]+)?(?:_(v\d+))?$/i.exec(
      size,
    ) ?? [];
  return `${family.toUpperCase()}${additions.toLowerCase()}${version.toLowerCase()}`;
}

/** Whether VMs of that size can nest, as far as is known. */
export function nestingOf(size: string): Nesting {
  const series = vmSeries(size);
  return SERIES.find(([pattern]) => pattern.test(series))?.[1] ?? 'unknown';
}
