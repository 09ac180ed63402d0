import { plainText } from '../../../base/text/plainText.ts';
import { UserError } from '../../../base/problem.ts';

/** There is no installation to upgrade or to remove; the cluster's name is safe to show. */
export function notDeployed(cluster: string): UserError {
  return new UserError({
    kind: 'not-found',
    what: `gVisor was not deployed to ${cluster} by AKS Sandbox`,
    next: 'Deploy gVisor puts it there.',
    retryable: true,
  });
}

/** Of an installation on one node alone, which is gone. */
export function triedNodeIsGone(cluster: string): UserError {
  return new UserError({
    kind: 'not-found',
    what: `The one node on which gVisor was tried is no longer in ${cluster}`,
    next: 'Deploy gVisor anew.',
    retryable: false,
  });
}

/** There is no installer whose log could be shown. */
export function noInstallerPod(node: string): UserError {
  return new UserError({
    kind: 'not-found',
    what: `The gVisor installer has no pod on ${plainText(node)}`,
    next: 'See whether its DaemonSet still selects the node.',
    retryable: true,
  });
}
