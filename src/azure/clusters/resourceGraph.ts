import type { ArmCall, ArmClient } from '../arm/armClient.ts';
import type { ArmSubject } from '../arm/armError.ts';
import { stringOf } from '../../model/kubernetes/kubernetesObject.ts';
import { type JsonObject, objectsOf } from '../arm/json.ts';

const MAX_PAGE = 1000;
const MAX_PAGES = 100;

/**
 * All rows of a Resource Graph query over the subscriptions that the person's token reaches, in as
 * few requests as it allows. A query must have an order, or rows of later pages may be others.
 * Source: Azure Resource Graph, work with large data sets (2026-08).
 */
export async function resourceGraph(
  arm: ArmClient,
  query: string,
  subject: ArmSubject,
  signal: AbortSignal,
): Promise<readonly JsonObject[]> {
  const rows: JsonObject[] = [];
  let token = '';
  for (let page = 0; page < MAX_PAGES; page++) {
    const call: ArmCall = {
      path: '/providers/Microsoft.ResourceGraph/resources',
      apiVersion: '2024-04-01',
      body: {
        query,
        options: {
          resultFormat: 'objectArray',
          $top: MAX_PAGE,
          ...(token === '' ? {} : { $skipToken: token }),
        },
      },
      subject,
    };
    const { body } = await arm.query(call, signal);
    rows.push(...objectsOf(body['data']));
    token = stringOf(body['$skipToken']);
    if (token === '') break;
  }
  return rows;
}
