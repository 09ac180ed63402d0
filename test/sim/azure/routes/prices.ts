import type { ArmRequest, ArmAnswer } from '../arm/armRequest.ts';
import { SIZES } from '../sample/sizes.ts';

/** The retail prices of a size: an API of its own, without sign-in. */
export function retailPrices({ query }: ArmRequest): ArmAnswer {
  const filter = query.get('$filter') ?? '';
  const wanted = (field: string) => new RegExp(`${field} eq '([^']*)'`).exec(filter)?.[1];
  const size = SIZES.find(({ name }) => name === wanted('armSkuName'));
  const price = size?.price;
  const item = (productName: string, skuName: string, retailPrice: number) => ({
    currencyCode: 'USD',
    tierMinimumUnits: 0,
    retailPrice,
    unitPrice: retailPrice,
    armRegionName: wanted('armRegionName') ?? '',
    location: 'EU West',
    effectiveStartDate: '2026-01-01T00:00:00Z',
    meterName: skuName,
    productName,
    skuName,
    serviceName: 'Virtual Machines',
    serviceFamily: 'Compute',
    unitOfMeasure: '1 Hour',
    type: 'Consumption',
    isPrimaryMeterRegion: true,
    armSkuName: size?.name ?? '',
  });
  const series = 'Virtual Machines Dsv5 Series';
  const short = size?.name.replace('Standard_', '').replaceAll('_', ' ') ?? '';
  const items =
    price === undefined
      ? []
      : [
          item(`${series} Windows`, short, price * 1.8),
          item(series, `${short} Spot`, price * 0.2),
          item(series, `${short} Low Priority`, price * 0.25),
          item(series, short, price),
        ];
  return {
    status: 200,
    body: {
      BillingCurrency: 'USD',
      CustomerEntityType: 'Retail',
      Items: items,
      NextPageLink: null,
      Count: items.length,
    },
  };
}
