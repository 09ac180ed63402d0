import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { RetailPrices } from '../../../../src/azure/pools/retailPrices.ts';
import { nullLog } from '../../../../src/base/log.ts';
import { useAzure } from '../useAzure.ts';

describe('RetailPrices', () => {
  const azure = useAzure();
  const { signal } = new AbortController();
  const asked = () =>
    azure().sim.azure.account.log.filter(({ path }) => path.includes('/retail/prices'));
  const prices = (origin = azure().sim.azure.url) => {
    const { ca } = azure().sim;
    return new RetailPrices(() => Promise.resolve({ prices: origin, ca }), nullLog);
  };

  it('asks once for a size, without a token', async () => {
    const known = prices();
    const hourly = await known.hourly('Standard_D4s_v5', 'westeurope', signal);
    assert.ok(hourly !== undefined && hourly > 0);
    assert.equal(await known.hourly('Standard_D4s_v5', 'westeurope', signal), hourly);
    assert.ok(asked().every(({ headers }) => headers['authorization'] === undefined));
    assert.ok(asked().length <= 1);
  });

  it('does not know what has no price, or is not told', async () => {
    assert.equal(await prices().hourly('Standard_X1', 'westeurope', signal), undefined);
    const nowhere = prices('https://127.0.0.1:1');
    assert.equal(await nowhere.hourly('Standard_D4s_v5', 'westeurope', signal), undefined);
    const none = new RetailPrices(() => Promise.resolve({}), nullLog);
    assert.equal(await none.hourly('Standard_D4s_v5', 'westeurope', signal), undefined);
  });

  it('is cancelled', async () => {
    const reading = prices('https://127.0.0.1:1').hourly('a', 'b', AbortSignal.abort());
    await assert.rejects(reading, { name: 'AbortError' });
  });
});
