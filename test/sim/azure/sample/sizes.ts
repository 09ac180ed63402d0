import type { Taint } from '../../kube/node.ts';

/** A VM size as `Microsoft.Compute/skus` tells it. */
export interface SimSize {
  readonly name: string;
  readonly family: string;
  readonly cpus: number;
  readonly memoryGi: number;
  readonly generations: string;
  readonly arm?: true;
  /** Not offered to the subscription, in the location or in its zones. */
  readonly restriction?: 'Location' | 'Zone';
  /** AKS refuses Kata on it. */
  readonly cannotNest?: true;
  /** US dollars an hour. */
  readonly price?: number;
}

/** Spelling of families differs between series (Azure/vscode-aks-tools keeps a table, 2026-08-20). */
export const SIZES: readonly SimSize[] = [
  size('Standard_D2s_v5', 'standardDSv5Family', 2, 8, 0.115),
  size('Standard_D4s_v5', 'standardDSv5Family', 4, 16, 0.23),
  size('Standard_D8s_v5', 'standardDSv5Family', 8, 32, 0.46),
  size('Standard_D16s_v5', 'standardDSv5Family', 16, 64, 0.92),
  size('Standard_D4as_v5', 'standardDASv5Family', 4, 16, 0.206),
  size('Standard_D4s_v6', 'StandardDsv6Family', 4, 16, 0.242),
  size('Standard_D4ads_v7', 'standardDadsv7Family', 4, 16),
  size('Standard_D4s_v4', 'standardDSv4Family', 4, 16, 0.23),
  size('Standard_E4s_v5', 'standardESv5Family', 4, 32, 0.304),
  size('Standard_F4s_v2', 'standardFSv2Family', 4, 8, 0.194),
  { ...size('Standard_B4s_v2', 'standardBsv2Family', 4, 16, 0.17), cannotNest: true },
  { ...size('Standard_D4ps_v5', 'standardDPSv5Family', 4, 16, 0.176), arm: true },
  {
    ...size('Standard_A4_v2', 'standardAv2Family', 4, 8, 0.2),
    generations: 'V1',
    cannotNest: true,
  },
  { ...size('Standard_D48s_v5', 'standardDSv5Family', 48, 192, 2.76), restriction: 'Location' },
  { ...size('Standard_L8s_v3', 'standardLSv3Family', 8, 64, 0.75), restriction: 'Zone' },
  { ...size('Standard_DC4as_v5', 'standardDCASv5Family', 4, 16, 0.206), cannotNest: true },
  { ...size('Standard_NC4as_T4_v3', 'Standard NCASv3_T4 Family', 4, 28, 0.6), cannotNest: true },
];

function size(
  name: string,
  family: string,
  cpus: number,
  memoryGi: number,
  price?: number,
): SimSize {
  const common = { name, family, cpus, memoryGi, generations: 'V1,V2' };
  return price === undefined ? common : { ...common, price };
}

/** The size of a name, whatever its case; of an unknown one a small one by that name. */
export function sizeNamed(name: string): SimSize {
  const found = SIZES.find((one) => one.name.toLowerCase() === name.toLowerCase());
  return found ?? { name, family: 'unknown', cpus: 4, memoryGi: 16, generations: 'V2' };
}

/** Today's value, and that of the preview. */
export const KATA_RUNTIMES: readonly string[] = ['KataVmIsolation', 'KataMshvVmIsolation'];

/** Reads `key=value:Effect`. */
export function parseTaint(text: string): Taint {
  const [, key = '', value = '', effect = 'NoSchedule'] =
    /^([^=:]+)(?:=([^:]*))?:(\w+)$/.exec(text) ?? [];
  return { key, value, effect };
}
