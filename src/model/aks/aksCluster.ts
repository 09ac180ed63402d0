/** How a person gets into a cluster, as far as Azure says. */
export type ClusterLogin =
  /** With a token of Entra ID. */
  | 'entra'
  /** With a certificate that Azure hands out. */
  | 'local'
  /** Local accounts are off and Entra ID is not set up. */
  | 'nobody';

/** What Azure says of a managed cluster, reduced to what the product uses. */
export interface AksCluster {
  /** The resource id as Azure spells it. */
  readonly id: string;
  readonly name: string;
  readonly resourceGroup: string;
  readonly subscription: { readonly id: string; readonly name: string };
  /** The tenant of its subscription; its own tokens are of that one. */
  readonly tenant: string;
  readonly location: string;
  readonly version: string;
  /** `Base`, `Automatic`, or what Azure adds. */
  readonly sku: string;
  /** `Succeeded`, `Updating`, …: `provisioningState`. */
  readonly state: string;
  /** `Running` or `Stopped`. */
  readonly power: string;
  /**
   * The names under which its API server answers, in lower case, each with a port unless that is
   * 443.
   */
  readonly hosts: readonly string[];
  readonly isPrivate: boolean;
  /** How many ranges of addresses may reach its API server; 0 for all. */
  readonly authorizedRanges: number;
  readonly login: ClusterLogin;
  readonly nodeResourceGroup: string;
  /** `Auto`: node pools come and go by themselves. */
  readonly nodeProvisioning: string;
  /**
   * When nodes get a new image by themselves: `None`, `Unmanaged`, `SecurityPatch`, `NodeImage`;
   * empty when it is not told.
   */
  readonly nodeOsUpgrade: string;
}

/** The id of a cluster without regard to how it was spelled: Azure does not tell cases apart. */
export function aksKey(resourceId: string): string {
  return `azure:${resourceId.toLowerCase()}`;
}

/** The parts of the resource id of a managed cluster; `undefined` for any other text. */
export function parseAksId(
  text: string,
):
  | { readonly subscription: string; readonly resourceGroup: string; readonly name: string }
  | undefined {
  const match =
    /^\/subscriptions\/([0-9a-f-]{36})\/resourceGroups\/([^/]+)\/providers\/Microsoft\.ContainerService\/managedClusters\/([^/]+)\/?$/i.exec(
      text,
    );
  if (!match) return undefined;
  const [, subscription = '', resourceGroup = '', name = ''] = match;
  return { subscription, resourceGroup, name };
}

/**
 * The AKS cluster that a kubeconfig's server is; `undefined` for none or for an address that is no
 * URL. What reaches a server by another name (a tunnel) is found by `isNodeOf` once its nodes are
 * known.
 */
export function clusterOfServer(
  server: string,
  clusters: readonly AksCluster[],
): AksCluster | undefined {
  const url = URL.parse(server);
  if (!url) return undefined;
  return clusters.find(({ hosts }) => hosts.includes(hostOf(url)));
}

function hostOf({ hostname, port }: URL): string {
  const name = hostname.toLowerCase().replace(/\.$/, '');
  return port === '' || port === '443' ? name : `${name}:${port}`;
}
