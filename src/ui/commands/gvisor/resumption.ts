import { plainText } from '../../../base/text/plainText.ts';
import type { InstallOperation, GVisorOperation } from '../../../state/memory/gvisorOperation.ts';
import { operationTitle } from './operationTitle.ts';

/**
 * What becomes of an operation that had not ended when its window closed. An installation is
 * followed at once, as that only reads and proves, unless the cluster has another release by now.
 * The rest of a removal is deleted only after a question, and only if nobody has deployed gVisor
 * anew.
 */
export type Resumption = 'follow' | 'cutOff' | 'ask' | 'superseded';

/** `installed` is what the cluster has now. */
export function resumptionOf(
  operation: GVisorOperation,
  installed: { readonly release: string } | undefined,
): Resumption {
  if (operation.kind === 'remove') return installed ? 'superseded' : 'ask';
  return installed?.release === operation.release ? 'follow' : 'cutOff';
}

/** What is said of an installation that the cluster does not have. */
export function cutOffText(operation: InstallOperation, cluster: string): string {
  const title = operationTitle(operation);
  return `${title} in ${cluster} was cut off when the window closed: its release ${plainText(operation.release, 100)} is not what the cluster has now. See the nodes in the tree, and run ${title} again if need be.`;
}

/** What is asked of a removal. */
export function goOnText(cluster: string): string {
  return `Removing gVisor from ${cluster} was not followed to its end when the window closed. Go on with it?`;
}
