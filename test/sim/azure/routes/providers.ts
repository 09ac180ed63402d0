import type { ArmAnswer } from '../arm/armRequest.ts';
import { ok, type Route, type RouteContext } from './route.ts';

export const PROVIDERS: readonly Route[] = [
  { path: '/subscriptions/*/providers/*', methods: { GET: provider } },
  { path: '/subscriptions/*/providers/*/register', methods: { POST: provider } },
  {
    path: '/subscriptions/*/providers/microsoft.features/providers/*/features/*',
    methods: { GET: feature },
  },
  {
    path: '/subscriptions/*/providers/microsoft.features/providers/*/features/*/register',
    methods: { POST: registerFeature },
  },
];

function provider(_: RouteContext, names: readonly string[]): ArmAnswer {
  const [subscription = '', namespace = ''] = names;
  return ok({
    id: `/subscriptions/${subscription}/providers/${namespace}`,
    namespace,
    registrationPolicy: 'RegistrationRequired',
    registrationState: 'Registered',
    resourceTypes: [],
  });
}

function feature({ account }: RouteContext, names: readonly string[]): ArmAnswer {
  const key = featureKey(names);
  const state = account.features.get(key) ?? 'NotRegistered';
  // Azure takes minutes; here it is done when somebody has looked once.
  if (state === 'Registering') account.features.set(key, 'Registered');
  return featureAnswer(names, state);
}

function registerFeature({ account }: RouteContext, names: readonly string[]): ArmAnswer {
  const key = featureKey(names);
  const state = account.features.get(key) === 'Registered' ? 'Registered' : 'Registering';
  account.features.set(key, state);
  return featureAnswer(names, state);
}

function featureKey([, namespace = '', name = '']: readonly string[]): string {
  return `${namespace}/${name}`.toLowerCase();
}

function featureAnswer(names: readonly string[], state: string): ArmAnswer {
  const [subscription = '', namespace = '', name = ''] = names;
  return ok({
    id: `/subscriptions/${subscription}/providers/Microsoft.Features/providers/${namespace}/features/${name}`,
    name: `${namespace}/${name}`,
    type: 'Microsoft.Features/providers/features',
    properties: { state },
  });
}
