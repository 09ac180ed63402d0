import { isAbort } from '../../base/abort.ts';
import { UserError } from '../../base/problem.ts';
import type { TokenSource } from '../arm/tokenSource.ts';

const MAX_WAIT_MS = 30_000;

/** Tokens of the account that is signed in to the Azure CLI. It runs the program `az`. */
export function azureCliTokens(): TokenSource {
  return {
    async token({ scope, tenant, claims }, signal) {
      if (claims !== undefined)
        throw signIn('Azure wants to know more of you than the Azure CLI has', tenant);
      const { AzureCliCredential } = await import('./identitySdk.ts');
      const credential = new AzureCliCredential({ processTimeoutInMs: MAX_WAIT_MS });
      try {
        const options = tenant === undefined ? {} : { tenantId: tenant };
        const { token } = await credential.getToken(scope, { abortSignal: signal, ...options });
        return token;
      } catch (error) {
        if (isAbort(error)) throw error;
        throw cliProblem(error, tenant);
      }
    },
  };
}

function cliProblem(error: unknown, tenant: string | undefined): UserError {
  const said = error instanceof Error ? error.message : '';
  if (/could not be found|not installed/i.test(said)) {
    return new UserError(
      {
        kind: 'credential',
        what: 'The Azure CLI (az) is not there',
        next: 'Install it (https://aka.ms/azcli), or use a kubeconfig.',
        retryable: false,
      },
      error,
    );
  }
  return signIn('The Azure CLI gives no token', tenant, error);
}

function signIn(what: string, tenant: string | undefined, cause?: unknown): UserError {
  const to = tenant === undefined ? '' : ` --tenant ${tenant}`;
  return new UserError(
    { kind: 'unauthorized', what, next: `Run az login${to}.`, retryable: false },
    cause,
  );
}
