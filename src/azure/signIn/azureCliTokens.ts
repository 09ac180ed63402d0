import { isAbort } from '../../base/abort.ts';
import type { UserError } from '../../base/problem.ts';
import type { TokenRequest, TokenSource } from '../arm/tokenSource.ts';
import { MAX_AZ_MS, noAzureCli, signedOut } from './runAz.ts';

/** How long before its end a token is asked for anew, in milliseconds. */
const SKEW_MS = 60_000;

interface Given {
  readonly token: string;
  readonly expiresOnTimestamp: number;
}

/**
 * Tokens of the account that is signed in to the Azure CLI. It runs the program `az`, which takes
 * half a second or more: a token is kept in memory until it ends.
 */
export function azureCliTokens(): TokenSource {
  const given = new Map<string, Promise<Given>>();
  return {
    async token(request, signal) {
      if (request.claims !== undefined) throw challenged(request, request.claims);
      const key = `${request.scope} ${request.tenant ?? ''}`;
      const known = request.renewed ? undefined : await given.get(key)?.catch(() => undefined);
      if (known && known.expiresOnTimestamp - SKEW_MS > Date.now()) return known.token;
      const asked = ask(request, signal);
      given.set(key, asked);
      return (await asked).token;
    },
  };
}

async function ask({ scope, tenant }: TokenRequest, signal: AbortSignal): Promise<Given> {
  const { AzureCliCredential } = await import('./identitySdk.ts');
  const credential = new AzureCliCredential({ processTimeoutInMs: MAX_AZ_MS });
  try {
    const options = tenant === undefined ? {} : { tenantId: tenant };
    return await credential.getToken(scope, { abortSignal: signal, ...options });
  } catch (error) {
    if (isAbort(error)) throw error;
    const said = error instanceof Error ? error.message : '';
    throw /could not be found|not installed/i.test(said)
      ? noAzureCli(error)
      : signedOut('The Azure CLI gives no token', ofTenant(tenant), error);
  }
}

/** A second factor, or what else Entra ID wants: the CLI has no way to be asked for it but this. */
function challenged({ scope, tenant }: TokenRequest, claims: string): UserError {
  const encoded = Buffer.from(claims).toString('base64');
  return signedOut(
    'Azure wants to know more of you than the Azure CLI has',
    `${ofTenant(tenant)} --scope ${scope} --claims-challenge ${encoded}`,
  );
}

function ofTenant(tenant: string | undefined): string {
  return tenant === undefined ? '' : ` --tenant ${tenant}`;
}
