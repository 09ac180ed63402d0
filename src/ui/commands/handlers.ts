import { type Disposable, languages } from 'vscode';
import type { CommandArguments } from '../commandArguments.ts';
import { type CommandId, COMMANDS, PREVIEW_COMMANDS, type PreviewCommandId } from '../ids.ts';
import { noLongerSavable, saveDocument } from '../documents/saveDocument.ts';
import { ClusterTerminals } from '../terminals/clusterTerminals.ts';
import { chooseSubscriptions } from './azure/chooseSubscriptions.ts';
import { openInPortal } from './azure/openInPortal.ts';
import { signInToAzure } from './azure/signIn.ts';
import { copyName, refresh, selectActiveCluster } from './explorer/clusterCommands.ts';
import {
  addKubeconfig,
  copyCredentialsCommand,
  openKubeconfig,
} from './explorer/kubeconfigCommands.ts';
import { filter } from './explorer/filterCommand.ts';
import { groupPods, hideContext, showHiddenContexts } from './explorer/treeChoiceCommands.ts';
import { showContainerLog, showCoverage, showManifest } from './explorer/podDocuments.ts';
import { followContainerLog, openPodTerminal } from './explorer/podTerminals.ts';
import { showDetails, showEventsOf } from './explorer/showDetails.ts';
import { openTerminal } from './explorer/openTerminal.ts';
import { showInstallerLog, showInstallerManifest } from './gvisor/installerDocuments.ts';
import { deployGVisor, upgradeGVisor } from './gvisor/installGVisor.ts';
import { pauseGVisorRollout, resumeGVisorRollout } from './gvisor/pauseRollout.ts';
import { removeGVisor } from './gvisor/removeGVisor.ts';
import { checkKernel } from './kernelCheck/checkKernel.ts';
import { saveLastReport, showLastReport } from './kernelCheck/reportCommands.ts';
import { runSamplePods } from './kernelCheck/runSamplePods.ts';
import { applyManifest } from './manifest/applyManifest.ts';
import { checkAllManifests } from './manifest/checkAllManifests.ts';
import { checkOnCluster } from './manifest/checkOnCluster.ts';
import { createRuntimeClass } from './manifest/createRuntimeClass.ts';
import { showAdmissionPolicy } from './manifest/showAdmissionPolicy.ts';
import { sandboxWorkload } from './manifest/sandboxWorkload.ts';
import type { CommandContext } from './target/commandContext.ts';
import type { PreviewAction } from '../preview/pendingPreviews.ts';
import { Previews } from '../preview/previews.ts';

export { resumeOperations } from './gvisor/resumeOperations.ts';

type Handler<Id extends CommandId> = (
  context: CommandContext,
  args: CommandArguments[Id],
) => unknown;

/** What the buttons do that say yes to a document which asks. */
const PREVIEW_HANDLERS = Object.fromEntries(
  Object.entries(PREVIEW_COMMANDS).map(
    ([action, id]): [PreviewCommandId, Handler<PreviewCommandId>] => [
      id,
      ({ previews }, [uri]) => previews.answer(uri, action as PreviewAction),
    ],
  ),
) as { readonly [Id in PreviewCommandId]: Handler<Id> };

const newPools = () => import('./azure/create/newPools.ts');
const replacement = () => import('./azure/replace/replaceOldKataPool.ts');
const poolCommands = () => import('./azure/pools/poolCommands.ts');

/**
 * What each command does. Loaded at the first one that is run: activation does not wait for any.
 */
const HANDLERS: { readonly [Id in CommandId]: Handler<Id> } = {
  [COMMANDS.selectActiveCluster]: selectActiveCluster,
  [COMMANDS.refresh]: refresh,
  [COMMANDS.filter]: filter,
  [COMMANDS.clearFilter]: async ({ tree }) => (await tree()).setFilter(''),
  [COMMANDS.groupPods]: groupPods,
  [COMMANDS.showAllPods]: ({ treeChoices }) => treeChoices.setAllPods(true),
  [COMMANDS.showSandboxedPods]: ({ treeChoices }) => treeChoices.setAllPods(false),
  [COMMANDS.hideContext]: hideContext,
  [COMMANDS.showHiddenContexts]: showHiddenContexts,
  [COMMANDS.copyName]: copyName,
  [COMMANDS.showLog]: ({ log }) => log.show(),
  [COMMANDS.showMore]: async ({ tree }, [parent]) => (await tree()).showMore(parent),
  [COMMANDS.addKubeconfig]: addKubeconfig,
  [COMMANDS.openKubeconfig]: openKubeconfig,
  [COMMANDS.copyCredentialsCommand]: copyCredentialsCommand,
  [COMMANDS.signInToAzure]: async (context, args) => {
    const isIn = await signInToAzure(context, args);
    if (!isIn) return;
    await (await poolCommands()).resumePoolOperations(context);
  },
  [COMMANDS.chooseSubscriptions]: chooseSubscriptions,
  [COMMANDS.openInPortal]: openInPortal,
  [COMMANDS.openTerminal]: openTerminal,
  [COMMANDS.copyPoolAs]: async (...run) => (await poolCommands()).copyPoolAs(...run),
  [COMMANDS.createKataPool]: async (...run) => (await newPools()).createKataPool(...run),
  [COMMANDS.createGVisorPool]: async (...run) => (await newPools()).createGVisorPool(...run),
  [COMMANDS.scalePool]: async (...run) => (await poolCommands()).scalePool(...run),
  [COMMANDS.upgradePoolImage]: async (...run) => (await poolCommands()).upgradePoolImage(...run),
  [COMMANDS.rollBackPoolImage]: async (...run) => (await poolCommands()).rollBackPoolImage(...run),
  [COMMANDS.deletePool]: async (...run) => (await poolCommands()).deleteNodePool(...run),
  [COMMANDS.replaceOldKataPool]: async (...run) => (await replacement()).replaceOldKataPool(...run),
  [COMMANDS.stopPoolOperation]: async (...run) => (await poolCommands()).stopPoolOperation(...run),
  [COMMANDS.reconcileCluster]: async (...run) => (await poolCommands()).reconcileForPool(...run),
  [COMMANDS.registerFeature]: async (...run) => (await poolCommands()).registerFeature(...run),
  [COMMANDS.showDetails]: showDetails,
  [COMMANDS.showManifest]: showManifest,
  [COMMANDS.showEvents]: showEventsOf,
  [COMMANDS.showContainerLog]: showContainerLog,
  [COMMANDS.followContainerLog]: followContainerLog,
  [COMMANDS.openPodTerminal]: openPodTerminal,
  [COMMANDS.checkKernel]: checkKernel,
  [COMMANDS.showCoverage]: showCoverage,
  [COMMANDS.showLastReport]: showLastReport,
  [COMMANDS.saveLastReport]: saveLastReport,
  [COMMANDS.saveDocument]: ({ documents }, [uri]) => {
    const forms = uri && documents.savedForms(uri);
    if (!forms) throw noLongerSavable();
    return saveDocument(forms);
  },
  [COMMANDS.sandboxWorkload]: sandboxWorkload,
  [COMMANDS.applyManifest]: applyManifest,
  [COMMANDS.createRuntimeClass]: createRuntimeClass,
  [COMMANDS.showAdmissionPolicy]: showAdmissionPolicy,
  [COMMANDS.checkOnCluster]: checkOnCluster,
  [COMMANDS.checkAllManifests]: checkAllManifests,
  [COMMANDS.deployGVisor]: deployGVisor,
  [COMMANDS.pauseGVisorRollout]: pauseGVisorRollout,
  [COMMANDS.resumeGVisorRollout]: resumeGVisorRollout,
  [COMMANDS.upgradeGVisor]: upgradeGVisor,
  [COMMANDS.removeGVisor]: removeGVisor,
  [COMMANDS.showInstallerManifest]: showInstallerManifest,
  [COMMANDS.showInstallerLog]: showInstallerLog,
  [COMMANDS.runSamplePods]: runSamplePods,
  ...PREVIEW_HANDLERS,
  [COMMANDS.previewDiscard]: ({ previews }, [uri]) => previews.answer(uri, undefined),
};

/**
 * What runs a command by its id, with the arguments that VS Code gives it. `own` keeps until the
 * extension ends what commands share.
 */
export function commandRunner(
  parts: Omit<CommandContext, 'refusals' | 'scanned' | 'previews' | 'terminals'>,
  own: <T extends Disposable>(item: T) => T,
): (id: CommandId, args: readonly unknown[]) => unknown {
  // What a cluster or a scan said of a text is said of that text, not of the next one.
  const onText = (name: string) => {
    const collection = own(languages.createDiagnosticCollection(name));
    own(parts.language.manifests.onDidChange(({ uri }) => collection.delete(uri)));
    return collection;
  };
  const context: CommandContext = {
    ...parts,
    previews: own(new Previews(parts.documents)),
    refusals: onText('aks-sandbox cluster'),
    scanned: onText('aks-sandbox workspace'),
    terminals: own(new ClusterTerminals()),
  };
  const handlers = HANDLERS as Readonly<
    Record<CommandId, (context: CommandContext, args: readonly unknown[]) => unknown>
  >;
  return (id, args) => handlers[id](context, args);
}
