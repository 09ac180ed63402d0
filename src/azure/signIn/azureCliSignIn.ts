import { neverAborted } from '../../base/abort.ts';
import type { AzureCloud } from '../arm/cloud.ts';
import { azureCliTokens } from './azureCliTokens.ts';
import type { AzureAccount, AzureSignIn } from './azureSignIn.ts';

const ACCOUNT: AzureAccount = { id: 'azureCli', name: 'the Azure CLI' };

/**
 * Signs in with the account of the Azure CLI, which a person chose by a setting. It runs the
 * program `az`, so that it is for trusted workspaces alone.
 */
export function azureCliSignIn(cloud: () => AzureCloud | undefined): AzureSignIn {
  const tokens = azureCliTokens();
  return {
    get cloud() {
      return cloud();
    },
    // The Azure CLI tells nobody when somebody else signs in.
    onDidChange: () => ({ dispose: () => undefined }),
    signIn: async (tenant) => {
      const scope = cloud()?.scope;
      if (scope === undefined) return undefined;
      // Another account may be signed in to the Azure CLI than before.
      const request = {
        scope,
        renewed: true,
        ...(tenant === undefined ? {} : { tenant }),
      } as const;
      await tokens.token(request, neverAborted());
      return ACCOUNT;
    },
    accounts: (ids) => Promise.resolve(ids.includes(ACCOUNT.id) ? [ACCOUNT] : []),
    tokens: () => tokens,
  };
}
