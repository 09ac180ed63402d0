import type { ResolvedContext } from './mergeKubeconfigs.ts';

/**
 * The application of AKS that kubelogin gets tokens for, the same in all clouds. Source:
 * Azure/kubelogin v0.2.19.
 */
const AKS_SERVER_APPLICATION = '6dae42f8-4368-4678-94ff-3960e28e3630';

/** Whether a context signs in to AKS by the program kubelogin. */
export function usesKubelogin({ user }: ResolvedContext): boolean {
  const { command = '', args = [] } = user.exec ?? {};
  return /(?:^|[\\/])kubelogin(?:\.exe)?$/i.test(command) && args.includes(AKS_SERVER_APPLICATION);
}

/** The same context, which signs in with a token of the product's own in place of kubelogin. */
export function withEntraSignIn(context: ResolvedContext, tenant: string): ResolvedContext {
  if (!usesKubelogin(context)) return context;
  const { exec: _exec, ...user } = context.user;
  return { ...context, user: { ...user, entra: { tenant } } };
}
