import { UserError } from '../../base/problem.ts';
import { type CommandId, COMMANDS } from '../ids.ts';

/**
 * Which commands need a trusted workspace: all that may open a cluster, as connecting may run
 * programs that a kubeconfig names, and the settings of a workspace may name a kubeconfig.
 * `enablement` in package.json says the same for palette and menus; it binds neither code lenses
 * nor keys nor other extensions.
 */
const NEEDS_TRUST: Readonly<Record<CommandId, boolean>> = {
  [COMMANDS.selectActiveCluster]: true,
  [COMMANDS.refresh]: true,
  [COMMANDS.filter]: true,
  [COMMANDS.clearFilter]: false,
  [COMMANDS.groupPods]: false,
  [COMMANDS.showAllPods]: false,
  [COMMANDS.showSandboxedPods]: false,
  [COMMANDS.hideContext]: false,
  [COMMANDS.showHiddenContexts]: false,
  [COMMANDS.copyName]: false,
  [COMMANDS.showLog]: false,
  [COMMANDS.showMore]: false,
  [COMMANDS.addKubeconfig]: false,
  [COMMANDS.openKubeconfig]: false,
  [COMMANDS.copyCredentialsCommand]: false,
  [COMMANDS.signInToAzure]: true,
  [COMMANDS.chooseSubscriptions]: true,
  [COMMANDS.openInPortal]: true,
  [COMMANDS.openTerminal]: true,
  [COMMANDS.copyPoolAs]: true,
  [COMMANDS.createKataPool]: true,
  [COMMANDS.createGVisorPool]: true,
  [COMMANDS.scalePool]: true,
  [COMMANDS.upgradePoolImage]: true,
  [COMMANDS.rollBackPoolImage]: true,
  [COMMANDS.deletePool]: true,
  [COMMANDS.replaceOldKataPool]: true,
  [COMMANDS.stopPoolOperation]: true,
  [COMMANDS.reconcileCluster]: true,
  [COMMANDS.registerFeature]: true,
  [COMMANDS.showDetails]: true,
  [COMMANDS.showManifest]: true,
  [COMMANDS.showEvents]: true,
  [COMMANDS.showContainerLog]: true,
  [COMMANDS.followContainerLog]: true,
  [COMMANDS.openPodTerminal]: true,
  [COMMANDS.checkKernel]: true,
  [COMMANDS.showCoverage]: true,
  [COMMANDS.showLastReport]: false,
  [COMMANDS.saveLastReport]: false,
  [COMMANDS.saveDocument]: false,
  [COMMANDS.sandboxWorkload]: false,
  [COMMANDS.checkOnCluster]: true,
  [COMMANDS.checkAllManifests]: false,
  [COMMANDS.applyManifest]: true,
  [COMMANDS.createRuntimeClass]: true,
  [COMMANDS.showAdmissionPolicy]: true,
  [COMMANDS.deployGVisor]: true,
  [COMMANDS.pauseGVisorRollout]: true,
  [COMMANDS.resumeGVisorRollout]: true,
  [COMMANDS.upgradeGVisor]: true,
  [COMMANDS.removeGVisor]: true,
  [COMMANDS.showInstallerManifest]: true,
  [COMMANDS.showInstallerLog]: true,
  [COMMANDS.runSamplePods]: true,
  [COMMANDS.previewCreate]: true,
  [COMMANDS.previewSend]: true,
  [COMMANDS.previewDrain]: true,
  [COMMANDS.previewApply]: false,
  [COMMANDS.previewDeploy]: true,
  [COMMANDS.previewUpgrade]: true,
  [COMMANDS.previewRemove]: true,
  [COMMANDS.previewRun]: true,
  [COMMANDS.previewAdd]: true,
  [COMMANDS.previewTakeOver]: true,
  [COMMANDS.previewRemoveAlthoughPodsRun]: true,
  [COMMANDS.previewDiscard]: false,
};

/** Throws where a command is run that needs a trusted workspace, and the workspace is not. */
export function assertTrusted(id: CommandId, isTrusted: boolean): void {
  if (isTrusted || !NEEDS_TRUST[id]) return;
  throw new UserError({
    kind: 'configuration',
    what: 'Clusters are not opened in an untrusted workspace: connecting may run programs that a kubeconfig names',
    next: 'Trust it with Workspaces: Manage Workspace Trust, then try again.',
    retryable: true,
  });
}
