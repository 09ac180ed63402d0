import { numberText } from '../../base/text/count.ts';
import { stringOf } from '../../model/kubernetes/kubernetesObject.ts';
import { numberOf, objectOf, objectsOf } from '../arm/json.ts';

/**
 * The address that tells the price of a size in a location. Source: Azure Retail Prices API
 * (2026-08).
 */
export function priceAddress(origin: string, size: string, location: string): string {
  const filter = `serviceName eq 'Virtual Machines' and armRegionName eq '${plainName(location)}' and armSkuName eq '${plainName(size)}' and priceType eq 'Consumption'`;
  return `${origin}/api/retail/prices?${new URLSearchParams({ $filter: filter }).toString()}`;
}

function plainName(text: string): string {
  return text.replaceAll(/[^\w-]/g, '');
}

/**
 * US dollars an hour for one Linux VM that is neither Spot nor Low Priority; `undefined` when the
 * answer has none.
 */
export function hourlyPrice(answer: unknown): number | undefined {
  const item = objectsOf(objectOf(answer)['Items']).find(
    (one) =>
      stringOf(one['unitOfMeasure']) === '1 Hour' &&
      stringOf(one['type']) === 'Consumption' &&
      one['isPrimaryMeterRegion'] === true &&
      !/windows/i.test(stringOf(one['productName'])) &&
      !/spot|low priority/i.test(stringOf(one['skuName'])),
  );
  return item && numberOf(item['retailPrice']);
}

const HOURS_A_MONTH = 730;

/** What nodes of a size cost, in a sentence. */
export function priceText(
  hourly: number | undefined,
  { count, autoscale }: { readonly count: number; readonly autoscale?: { readonly max: number } },
): string {
  if (hourly === undefined) return 'The price is not known.';
  const month = (nodes: number) => `$${numberText(Math.round(hourly * nodes * HOURS_A_MONTH))}`;
  const most = autoscale ? `, up to ${month(autoscale.max)} with ${autoscale.max} nodes` : '';
  return `About ${month(count)} a month ($${(hourly * count).toFixed(2)} an hour)${most}: list price, without discounts, disks and traffic.`;
}
