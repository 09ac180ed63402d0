import type { SimSubscription, SimTenant } from '../state/account.ts';

/** The tenant of the embedded cluster, one of a customer, and one that does not let the person in. */
export const CONTOSO: SimTenant = {
  id: '0f3a1c52-7b64-4a0e-9a5d-2c1f8e6b7d90',
  name: 'Contoso',
  domain: 'contoso.example',
};
export const FABRIKAM: SimTenant = {
  id: '7c9e6679-7425-40de-944b-e07fc1f90ae7',
  name: 'Fabrikam',
  domain: 'fabrikam.example',
};
export const LOCKED: SimTenant = {
  id: '6fa459ea-ee8a-4ca4-894e-db77e160355e',
  name: 'Northwind (guest)',
  domain: 'northwind.example',
};

export const PRODUCTION: SimSubscription = {
  id: '8ecadfc9-d1a3-4ea4-b844-0d9f87e4d7c8',
  name: 'Production',
  tenant: CONTOSO.id,
};
export const SANDBOX: SimSubscription = {
  id: '16fd2706-8baf-433b-82eb-8c7fada847da',
  name: 'Sandbox',
  tenant: CONTOSO.id,
  quota: { cores: { limit: 20, used: 0 }, standardDSv5Family: { limit: 10, used: 0 } },
};
export const CUSTOMER: SimSubscription = {
  id: '886313e1-3b8a-5372-9b90-0c9aee199e5d',
  name: 'Customer workloads',
  tenant: FABRIKAM.id,
};
export const UNREACHABLE: SimSubscription = {
  id: 'a8098c1a-f86e-11da-bd1a-00112444be1e',
  name: 'Northwind',
  tenant: LOCKED.id,
};

export const TENANTS: readonly SimTenant[] = [CONTOSO, FABRIKAM, LOCKED];
export const ALL_SUBSCRIPTIONS: readonly SimSubscription[] = [
  PRODUCTION,
  SANDBOX,
  CUSTOMER,
  UNREACHABLE,
];
