import { parseAksId } from '../../model/aks/aksCluster.ts';
import { UsageError } from '../terminal/usageError.ts';

/** An AKS cluster as the command line names it. */
export interface AksName {
  readonly resourceGroup: string;
  readonly name: string;
  /** Its id or name; that of the Azure CLI when it is absent. */
  readonly subscription?: string;
}

/** The options by which a command takes an AKS cluster. */
export const AKS_OPTIONS = {
  aks: { type: 'string' },
  subscription: { type: 'string' },
} as const;

/** How they are told in the help of a command. */
export const AKS_HELP = `      --aks CLUSTER         an AKS cluster, by its resource id or as GROUP/NAME; it is reached as
                            who is signed in to the Azure CLI (az login)
      --subscription S      of a GROUP/NAME, by id or name (default: that of the Azure CLI)`;

/**
 * The AKS cluster that is asked for; `undefined` for none. Throws a `UsageError` that says what is
 * wrong. An option that is empty, e.g. from an unset variable, counts as not given.
 */
export function aksName(values: {
  readonly aks?: string;
  readonly subscription?: string;
}): AksName | undefined {
  const { aks, subscription } = values;
  if (!aks) {
    if (subscription) throw new UsageError('--subscription needs --aks');
    return undefined;
  }
  const named = parseAksId(aks);
  if (named) {
    if (!subscription) return named;
    throw new UsageError('a resource id names its subscription: leave out --subscription');
  }
  const [resourceGroup = '', name = '', ...more] = aks.split('/');
  if (more.length > 0 || !GROUP.test(resourceGroup) || !NAME.test(name)) {
    throw new UsageError(
      `--aks is a resource id (/subscriptions/…/managedClusters/NAME) or GROUP/NAME, not ${JSON.stringify(aks)}`,
    );
  }
  return { resourceGroup, name, ...(subscription ? { subscription } : {}) };
}

/** Source: Azure, naming rules of resources (2026-08). */
const GROUP = /^[\p{L}\p{N}_().-]{0,89}[\p{L}\p{N}_()-]$/u;
const NAME = /^[A-Za-z0-9](?:[\w-]{0,61}[A-Za-z0-9])?$/;
