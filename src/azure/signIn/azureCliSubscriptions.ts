import { plainText } from '../../base/text/plainText.ts';
import { UserError } from '../../base/problem.ts';
import { stringOf } from '../../model/kubernetes/kubernetesObject.ts';
import { type AzureCloud, CLOUDS } from '../arm/cloud.ts';
import type { JsonObject } from '../arm/json.ts';
import { runAz, signedOut } from './runAz.ts';

/** A subscription that the Azure CLI knows. */
export interface CliSubscription {
  readonly id: string;
  readonly tenant: string;
  readonly cloud: AzureCloud;
}

/** The subscription that the Azure CLI takes unless it is told another. */
export async function defaultSubscription(signal: AbortSignal): Promise<CliSubscription> {
  const [account = {}] = await runAz(['account', 'show'], signal);
  return subscriptionOf(account, account['environmentName']);
}

/**
 * The subscriptions of an id or a name, of which there may be several. Throws a `UserError` when
 * the Azure CLI knows none, and for a cloud that the product does not know.
 */
export async function namedSubscriptions(
  wanted: string,
  signal: AbortSignal,
): Promise<readonly CliSubscription[]> {
  const known = await runAz(['account', 'list'], signal);
  if (known.length === 0) throw signedOut('Nobody is signed in to the Azure CLI', '');
  const found = known.filter(({ id, name }) =>
    [id, name].some((one) => stringOf(one).toLowerCase() === wanted.toLowerCase()),
  );
  if (found.length > 0) return found.map((one) => subscriptionOf(one, one['cloudName']));
  const names = known.map(({ name }) => stringOf(name)).join(', ');
  throw new UserError({
    kind: 'not-found',
    what: `The Azure CLI knows no subscription "${plainText(wanted, 100)}"`,
    next: `It knows: ${plainText(names, 300)}. If yours is in another tenant, run az login --tenant.`,
    retryable: false,
  });
}

function subscriptionOf(account: JsonObject, environment: unknown): CliSubscription {
  const cloud = CLOUDS.find(({ name }) => name === environment);
  if (!cloud) throw unknownCloud(stringOf(environment));
  return { id: stringOf(account['id']), tenant: stringOf(account['tenantId']), cloud };
}

function unknownCloud(name: string): UserError {
  return new UserError({
    kind: 'configuration',
    what: `The Azure CLI is set to the cloud "${plainText(name, 100)}", which AKS Sandbox does not know`,
    next: `Use a kubeconfig, or one of ${CLOUDS.map((one) => one.name).join(', ')} (az cloud set).`,
    retryable: false,
  });
}
