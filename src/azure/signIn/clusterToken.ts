import { AKS_SERVER_SCOPE } from '../arm/cloud.ts';
import { tokenExpiry, type TokenSource } from '../arm/tokenSource.ts';

/**
 * A token for API servers of AKS clusters with Entra ID; `expiresAt` in milliseconds since the
 * epoch.
 */
export async function clusterToken(
  tokens: TokenSource,
  tenant: string,
  signal: AbortSignal,
): Promise<{ readonly token: string; readonly expiresAt: number }> {
  const token = await tokens.token({ scope: AKS_SERVER_SCOPE, tenant }, signal);
  return { token, expiresAt: tokenExpiry(token) };
}
