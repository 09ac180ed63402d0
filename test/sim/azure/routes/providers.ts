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
  const [subscription = '', namespace = '', name = ''] = names;
  const state = account.features.get(`${namespace}/${name}`.toLowerCase()) ?? 'NotRegistered';
  return ok({
    id: `/subscriptions/${subscription}/providers/Microsoft.Features/providers/${namespace}/features/${name}`,
    name: `${namespace}/${name}`,
    type: 'Microsoft.Features/providers/features',
    properties: { state },
  });
}

function registerFeature(context: RouteContext, names: readonly string[]): ArmAnswer {
  const [, namespace = '', name = ''] = names;
  context.account.features.set(`${namespace}/${name}`.toLowerCase(), 'Registered');
  return feature(context, names);
}
