import { quantityOf } from '../../model/kubernetes/quantity.ts';
import type { YamlScalar } from '../parse/yamlNode.ts';
import { replaceFix, shown, type StructureFinding, structureFinding } from './structureFinding.ts';

/** Checks a text that stands where a quantity belongs; `name` is that of its field. */
export function checkQuantity(scalar: YamlScalar, name: string): StructureFinding | undefined {
  const { text } = scalar;
  if (isQuantity(text)) return undefined;
  const mended = mendQuantity(text);
  return structureFinding(
    'bad-quantity',
    scalar,
    `"${name}" takes a quantity, as 500m or 128Mi; the API server cannot read "${shown(text)}".`,
    mended === undefined || scalar.style === 'literal' || scalar.style === 'folded'
      ? undefined
      : replaceFix(`Replace with ${mended}`, scalar, mended),
  );
}

/**
 * Whether the API server reads a text as a quantity: `100m`, `1.5Gi`, `1e3`
 * (apimachinery `pkg/api/resource/quantity.go`, 1.36). Blanks around it count for nothing.
 */
function isQuantity(text: string): boolean {
  return quantityOf(text.trim()) !== undefined;
}

/**
 * What a text that is no quantity most likely means: `128 Mi` and `128MiB` are `128Mi`; else
 * `undefined`.
 */
function mendQuantity(text: string): string | undefined {
  const [, number = '', unit = ''] = /^\s*([-+]?[\d.]+)\s*([a-zA-Z]+)\s*$/.exec(text) ?? [];
  const suffix = SUFFIXES[unit.toLowerCase()];
  // `128mb` may be meant as a unit of 1000 or of 1024, but `m` alone is a thousandth and is left
  // alone.
  const mended = suffix === undefined ? undefined : `${number}${suffix}`;
  return mended !== undefined && isQuantity(mended) ? mended : undefined;
}

const SUFFIXES: Readonly<Record<string, string>> = {
  k: 'k',
  kb: 'k',
  ki: 'Ki',
  kib: 'Ki',
  mb: 'M',
  mi: 'Mi',
  mib: 'Mi',
  g: 'G',
  gb: 'G',
  gi: 'Gi',
  gib: 'Gi',
  t: 'T',
  tb: 'T',
  ti: 'Ti',
  tib: 'Ti',
};
