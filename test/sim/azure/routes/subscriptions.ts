import type { ArmAnswer } from '../arm/armRequest.ts';
import { ok, type Route, type RouteContext, visibleSubscriptions } from './route.ts';

export const SUBSCRIPTIONS: readonly Route[] = [
  { path: '/tenants', methods: { GET: tenants } },
  { path: '/subscriptions', methods: { GET: subscriptions } },
];

/** The tenants that the signed-in account is a member or a guest of, whatever its token is for. */
function tenants({ account }: RouteContext): ArmAnswer {
  return ok({
    value: account.tenants.map(({ id, name, domain }) => ({
      id: `/tenants/${id}`,
      tenantId: id,
      displayName: name,
      defaultDomain: domain,
      domains: [domain],
      countryCode: 'NL',
      tenantCategory: 'Home',
    })),
  });
}

function subscriptions(context: RouteContext): ArmAnswer {
  return ok({
    value: visibleSubscriptions(context).map(({ id, name, tenant }) => ({
      id: `/subscriptions/${id}`,
      subscriptionId: id,
      tenantId: tenant,
      displayName: name,
      state: 'Enabled',
      subscriptionPolicies: {
        locationPlacementId: 'Public_2014-09-01',
        quotaId: 'EnterpriseAgreement_2014-09-01',
        spendingLimit: 'Off',
      },
      authorizationSource: 'RoleBased',
    })),
  });
}
