import { textEntries } from '../objects/podFields.ts';
import { valueAt } from '../parse/yamlNode.ts';
import type { PodRule, PodSubject } from './rule.ts';

/** Classes that AKS Pod Sandboxing installs (AKS, use-pod-sandboxing.md, 2026-08-21). */
const AKS_CLASSES = /^kata-(?:vm|mshv-vm|cc)-isolation$/;

/** Labels that AKS gives to nodes, and the values with which Pod Sandboxing cannot run there. */
const BANNED: readonly (readonly [RegExp, RegExp, 'AK001' | 'AK002', string])[] = [
  [
    /^(?:beta\.)?kubernetes\.io\/arch$/,
    /^(?!amd64$)/,
    'AK001',
    'AKS Pod Sandboxing needs amd64 nodes',
  ],
  [/^kubernetes\.io\/os$/, /^windows$/, 'AK001', 'AKS Pod Sandboxing needs Linux nodes'],
  [
    /^kubernetes\.azure\.com\/os-sku$/,
    /^(?!AzureLinux3?$|CBLMariner$|Mariner$)/,
    'AK001',
    'AKS Pod Sandboxing needs the OS SKU AzureLinux',
  ],
  [
    /^kubernetes\.azure\.com\/fips_enabled$/,
    /^true$/,
    'AK002',
    'AKS Pod Sandboxing does not support FIPS nodes',
  ],
];

/** AK001, AK002: a Kata class of AKS on nodes that cannot have it. */
export const aksPool: PodRule = function* ({ pod, named }: PodSubject) {
  if (!named || !AKS_CLASSES.test(named.name)) return;
  for (const { key, value, node } of textEntries(valueAt(pod.spec, 'nodeSelector'))) {
    const banned = BANNED.find(([keys, values]) => keys.test(key) && values.test(value));
    if (!banned) continue;
    const [, , code, message] = banned;
    yield { code, message: `${message}: ${key}=${value} selects others.`, at: node };
  }
};
