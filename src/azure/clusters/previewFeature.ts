import type { Clock } from '../../base/clock.ts';
import type { AksCluster } from '../../model/aks/aksCluster.ts';
import { stringOf } from '../../model/kubernetes/kubernetesObject.ts';
import type { ArmClient } from '../arm/armClient.ts';
import { objectOf } from '../arm/json.ts';

/**
 * What a subscription had to register for Kata node pools until they were generally available; no
 * cluster of AKS needs it today. Source: MicrosoftDocs/azure-aks-docs `use-pod-sandboxing`, commit
 * 2da740e10 (2025-11-10).
 */
export const KATA_PREVIEW_FEATURE = 'KataVMIsolationPreview';

const PROVIDER = 'Microsoft.ContainerService';
const FEATURES_API_VERSION = '2021-07-01';
const PROVIDERS_API_VERSION = '2021-04-01';

/** Registering takes Azure minutes. */
const POLL_MS = 10_000;

/** What Azure goes on from by itself. */
const PASSING: ReadonlySet<string> = new Set(['Pending', 'Registering', 'Unregistering']);

type Subscription = AksCluster['subscription'];

/** The requests that register a preview feature, in their order, as they are shown and sent. */
export function registeringRequests(subscription: string): readonly [string, string] {
  return [
    `${featurePath(subscription)}/register?api-version=${FEATURES_API_VERSION}`,
    `${providerPath(subscription)}/register?api-version=${PROVIDERS_API_VERSION}`,
  ];
}

/**
 * The state of the preview feature of Kata in a subscription, in Azure's words: `NotRegistered`,
 * `Pending`, `Registering`, `Registered`, `Unregistering` or `Unregistered`.
 */
export async function previewFeatureState(
  arm: ArmClient,
  { id, name }: Subscription,
  signal: AbortSignal,
): Promise<string> {
  const { body } = await arm.read(
    {
      path: featurePath(id),
      apiVersion: FEATURES_API_VERSION,
      subject: { verb: 'read', object: `the preview features of ${name}`, role: 'Reader' },
    },
    signal,
  );
  return stringOf(objectOf(body['properties'])['state']);
}

/** Asks Azure to register the preview feature of Kata. */
export async function registerPreviewFeature(
  arm: ArmClient,
  subscription: Subscription,
  signal: AbortSignal,
): Promise<void> {
  const path = `${featurePath(subscription.id)}/register`;
  await post(arm, subscription, path, FEATURES_API_VERSION, signal);
}

/**
 * Waits until Azure is done, and tells the provider if the feature is registered: only then it
 * counts. Returns the state.
 */
export async function finishRegistering(
  arm: ArmClient,
  subscription: Subscription,
  clock: Clock,
  signal: AbortSignal,
): Promise<string> {
  for (;;) {
    const state = await previewFeatureState(arm, subscription, signal);
    if (PASSING.has(state)) {
      await clock.wait(POLL_MS, signal);
      continue;
    }
    if (state === 'Registered') {
      const path = `${providerPath(subscription.id)}/register`;
      await post(arm, subscription, path, PROVIDERS_API_VERSION, signal);
    }
    return state;
  }
}

async function post(
  arm: ArmClient,
  { name }: Subscription,
  path: string,
  apiVersion: string,
  signal: AbortSignal,
): Promise<void> {
  const object = `a preview feature of ${name}`;
  const subject = { verb: 'register', object, role: 'Contributor' };
  await arm.write('post', { path, apiVersion, subject }, signal);
}

function featurePath(subscription: string): string {
  return `/subscriptions/${subscription}/providers/Microsoft.Features/providers/${PROVIDER}/features/${KATA_PREVIEW_FEATURE}`;
}

function providerPath(subscription: string): string {
  return `/subscriptions/${subscription}/providers/${PROVIDER}`;
}
