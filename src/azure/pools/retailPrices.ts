import { get } from 'node:https';
import { describeError, type Log } from '../../base/log.ts';
import { readBytes } from '../../net/readBody.ts';
import { hourlyPrice, priceAddress } from './price.ts';

const DAY_MS = 24 * 60 * 60_000;
const TIMEOUT_MS = 8000;
const MAX_ANSWER = 4 * 1024 * 1024;

/** Where prices are told; `undefined` for a cloud that tells none. */
export interface PriceSource {
  readonly prices?: string;
  readonly ca?: string;
}

/** Azure's public list prices, each asked for once a day. Nobody signs in for them. */
export class RetailPrices {
  readonly #source: () => Promise<PriceSource | undefined>;
  readonly #log: Log;
  readonly #known = new Map<string, { readonly hourly: number | undefined; readonly at: number }>();

  constructor(source: () => Promise<PriceSource | undefined>, log: Log) {
    this.#source = source;
    this.#log = log;
  }

  /** US dollars an hour for one node; `undefined` when it cannot be told. */
  async hourly(size: string, location: string, signal: AbortSignal): Promise<number | undefined> {
    const { prices, ca } = (await this.#source()) ?? {};
    if (prices === undefined) return undefined;
    const address = priceAddress(prices, size, location);
    const known = this.#known.get(address);
    if (known && Date.now() - known.at < DAY_MS) return known.hourly;
    try {
      const limit = AbortSignal.any([signal, AbortSignal.timeout(TIMEOUT_MS)]);
      const hourly = hourlyPrice(await readJson(address, ca, limit));
      this.#known.set(address, { hourly, at: Date.now() });
      return hourly;
    } catch (error) {
      signal.throwIfAborted();
      this.#log.warn(`The price of ${size} is not known: ${describeError(error)}`);
      return undefined;
    }
  }
}

function readJson(address: string, ca: string | undefined, signal: AbortSignal): Promise<unknown> {
  return new Promise((resolve, reject) => {
    const options = { signal, ...(ca === undefined ? {} : { ca }) };
    const request = get(address, options, (answer) => {
      if (answer.statusCode !== 200) {
        answer.resume();
        reject(new Error(`HTTP ${answer.statusCode ?? 0}`));
        return;
      }
      readBytes(answer, MAX_ANSWER)
        .then((body) => {
          resolve(JSON.parse(body.toString('utf8')));
        })
        .catch(reject);
    });
    request.on('error', reject);
  });
}
