import { ArmError } from './armError.ts';

/** A bucket: how many requests at once, and how many more each second. */
export interface Bucket {
  readonly burst: number;
  readonly perSecond: number;
}

/** Buckets of AKS (DOCS quotas-skus-regions, 2026-08-03) and of Resource Graph. */
export const BUCKETS = {
  putPool: { burst: 20, perSecond: 1 / 60 },
  putCluster: { burst: 20, perSecond: 1 / 60 },
  getCluster: { burst: 60, perSecond: 1 },
  operation: { burst: 200, perSecond: 2 },
  listClusters: { burst: 500, perSecond: 1 },
  other: { burst: 60, perSecond: 1 },
} as const satisfies Readonly<Record<string, Bucket>>;

/** Counts requests in buckets; a full one refuses with the time until there is room. */
export class Throttle {
  readonly #levels = new Map<string, { level: number; at: number }>();
  /** Off, everything is let through. */
  isOn = true;

  /** Counts one request. Throws 429 with `Retry-After` in whole seconds. */
  count(key: string, { burst, perSecond }: Bucket, now: number): void {
    const before = this.#levels.get(key) ?? { level: 0, at: now };
    const level = Math.max(0, before.level - ((now - before.at) / 1000) * perSecond);
    if (this.isOn && level + 1 > burst) {
      const wait = Math.max(1, Math.ceil((level + 1 - burst) / perSecond));
      throw new ArmError(
        429,
        {
          code: 'Throttled',
          message: `The request was throttled, please retry after ${wait} seconds.`,
        },
        { 'Retry-After': String(wait) },
      );
    }
    this.#levels.set(key, { level: level + 1, at: now });
  }
}
