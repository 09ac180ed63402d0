import { createRequire } from 'node:module';
import path from 'node:path';
import { type ExtensionContext, ExtensionMode } from 'vscode';
import type { ArmEndpoint } from '../../azure/arm/armClient.ts';
import { azureCliSignIn } from '../../azure/signIn/azureCliSignIn.ts';
import type { AzureSignIn } from '../../azure/signIn/azureSignIn.ts';
import { type PriceSource, RetailPrices } from '../../azure/pools/retailPrices.ts';
import { systemClock } from '../../base/clock.ts';
import type { Log } from '../../base/log.ts';
import { AgentPools } from '../../state/agentPools.ts';
import { AksFeatures } from '../../state/aksFeatures.ts';
import type { AzureParts } from '../../state/azure.ts';
import { AzureClusters } from '../../state/azureClusters.ts';
import { AzureContexts } from '../../state/azureContexts.ts';
import { SETTINGS } from '../ids.ts';
import { readSetting } from '../settings.ts';
import { vscodeCloud, vscodeSignIn } from './vscodeSignIn.ts';

/** Makes what the product knows of Azure. Nothing is asked yet. */
export function openAzure(context: ExtensionContext, log: Log): AzureParts {
  const signIn = signInOf(context, log);
  const endpoint = (): Promise<(ArmEndpoint & PriceSource) | undefined> => {
    const { cloud } = signIn;
    return Promise.resolve(cloud && { ...cloud, isProxied: true, ...developmentEndpoint(context) });
  };
  const clusters = new AzureClusters(signIn, context.globalState, endpoint, log);
  const armOf = (tenant: string) => clusters.arm(tenant);
  return {
    clusters,
    contexts: new AzureContexts(armOf, log),
    pools: new AgentPools(armOf, systemClock, log),
    features: new AksFeatures(armOf, log),
    prices: new RetailPrices(endpoint, log),
  };
}

/** Who signs people in is a setting that counts from the first use of Azure on. */
function signInOf(context: ExtensionContext, log: Log): AzureSignIn {
  if (readSetting(SETTINGS.azureSignIn) === 'azureCli') return azureCliSignIn(vscodeCloud);
  const signIn = vscodeSignIn(log);
  context.subscriptions.push(signIn);
  return signIn;
}

/**
 * In development Azure is that of the embedded cluster, if a file that is in no package says so.
 */
function developmentEndpoint(context: ExtensionContext): Partial<ArmEndpoint & PriceSource> {
  if (context.extensionMode === ExtensionMode.Production) return {};
  const file = path.join(context.extensionPath, 'test/vscodeHost/inside/cloud.cjs');
  const cloud = createRequire(file)(file) as { endpoint(): ArmEndpoint | undefined };
  return cloud.endpoint() ?? {};
}
