import { UserError } from '../../base/problem.ts';

/** An Azure cloud: where its Resource Manager is, and who signs a person in. */
export interface AzureCloud {
  readonly name: 'AzureCloud' | 'AzureChinaCloud' | 'AzureUSGovernment';
  /** The origin of Resource Manager; tokens go there and nowhere else. */
  readonly resourceManager: string;
  /** The scope of tokens for it. */
  readonly scope: string;
  /** The id of VS Code's authentication provider. */
  readonly provider: 'microsoft' | 'microsoft-sovereign-cloud';
  readonly portal: string;
  /** The retail prices; absent where there are none. */
  readonly prices?: string;
}

/**
 * Source: Azure/azure-cli `core/cloud.py`, @azure/ms-rest-azure-env 2.0.0. No setting adds to it.
 */
export const CLOUDS: readonly AzureCloud[] = [
  {
    name: 'AzureCloud',
    resourceManager: 'https://management.azure.com',
    scope: 'https://management.azure.com/.default',
    provider: 'microsoft',
    portal: 'https://portal.azure.com',
    prices: 'https://prices.azure.com',
  },
  {
    name: 'AzureChinaCloud',
    resourceManager: 'https://management.chinacloudapi.cn',
    scope: 'https://management.chinacloudapi.cn/.default',
    provider: 'microsoft-sovereign-cloud',
    portal: 'https://portal.azure.cn',
  },
  {
    name: 'AzureUSGovernment',
    resourceManager: 'https://management.usgovcloudapi.net',
    scope: 'https://management.usgovcloudapi.net/.default',
    provider: 'microsoft-sovereign-cloud',
    portal: 'https://portal.azure.us',
  },
];

/**
 * The application that API servers with Entra ID take tokens for, the same in all clouds. Source:
 * Azure/kubelogin v0.2.19.
 */
const AKS_SERVER_APPLICATION = '6dae42f8-4368-4678-94ff-3960e28e3630';
export const AKS_SERVER_SCOPE = `${AKS_SERVER_APPLICATION}/.default`;

/**
 * The cloud that VS Code is set to, by its setting `microsoft-sovereign-cloud.environment`;
 * `undefined` for a custom cloud, which the product does not know.
 */
export function cloudOf(environment: string): AzureCloud | undefined {
  switch (environment) {
    case '':
      return CLOUDS[0];
    case 'ChinaCloud':
      return CLOUDS[1];
    case 'USGovernment':
      return CLOUDS[2];
    default:
      return undefined;
  }
}

/** What is said of a cloud that is not in the table. */
export function unknownCloud(): UserError {
  return new UserError({
    kind: 'configuration',
    what: 'VS Code is set to a custom Azure cloud, which AKS Sandbox does not know',
    next: 'Change the setting microsoft-sovereign-cloud.environment, or use a kubeconfig.',
    retryable: false,
  });
}
