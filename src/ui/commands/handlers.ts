import { type Disposable, languages } from 'vscode';
import type { Log } from '../../base/log.ts';
import { type CommandId, COMMANDS } from '../ids.ts';
import type { Clusters } from '../../state/clusters.ts';
import type { ReadonlyDocuments } from '../documents/readonlyDocuments.ts';
import type { Language } from '../language/registerLanguage.ts';
import type { Operations } from '../../state/operations.ts';
import type { ClusterTree } from '../views/tree/clusterTree.ts';
import { applyManifest } from './manifest/applyManifest.ts';
import { checkAllManifests } from './manifest/checkAllManifests.ts';
import { checkKernel } from './kernelCheck/checkKernel.ts';
import { checkOnCluster } from './manifest/checkOnCluster.ts';
import {
  addKubeconfig,
  copyName,
  filter,
  refresh,
  selectActiveCluster,
} from './explorer/clusterCommands.ts';
import { createRuntimeClass } from './manifest/createRuntimeClass.ts';
import { deployGVisor, upgradeGVisor } from './gvisor/installGVisor.ts';
import { showInstallerLog, showInstallerManifest } from './gvisor/installerDocuments.ts';
import {
  showContainerLog,
  showCoverage,
  showEvents,
  showManifest,
} from './explorer/podDocuments.ts';
import { removeGVisor } from './gvisor/removeGVisor.ts';
import { saveLastReport, showLastReport } from './kernelCheck/reportCommands.ts';
import { runSamplePods } from './kernelCheck/runSamplePods.ts';
import { sandboxWorkload } from './manifest/sandboxWorkload.ts';

export { resumeOperations } from './gvisor/resumeOperations.ts';

/** The objects of the extension that commands work with. */
export interface CommandContext {
  readonly clusters: Clusters;
  readonly documents: ReadonlyDocuments;
  readonly operations: Operations;
  readonly tree: ClusterTree;
  readonly language: Language;
  readonly log: Log & { show(): void };
  /** Keeps what a command makes until the extension ends. */
  readonly own: <T extends Disposable>(item: T) => T;
}

/** What a command does with the arguments that VS Code gives it. */
export type Handler = (...args: unknown[]) => unknown;

/** What each command does. Loaded at the first one that is run: activation does not wait for any. */
export function handlersOf(context: CommandContext): Readonly<Record<CommandId, Handler>> {
  const { clusters, documents, operations, tree, language, log, own } = context;
  // What a cluster or a scan said of a text is said of that text, not of the next one.
  const onText = (name: string) => {
    const collection = own(languages.createDiagnosticCollection(name));
    own(language.manifests.onDidChange(({ uri }) => collection.delete(uri)));
    return collection;
  };
  const refused = onText('aks-sandbox cluster');
  const scanned = onText('aks-sandbox workspace');
  return {
    [COMMANDS.selectActiveCluster]: (...args) => selectActiveCluster(clusters, args),
    [COMMANDS.refresh]: (...args) => refresh(clusters, args),
    [COMMANDS.filter]: () => filter(tree),
    [COMMANDS.clearFilter]: () => tree.setFilter(''),
    [COMMANDS.copyName]: (...args) => copyName(clusters, args),
    [COMMANDS.showLog]: () => log.show(),
    [COMMANDS.showMore]: (parent) => tree.showMore(String(parent)),
    [COMMANDS.addKubeconfig]: () => addKubeconfig(),
    [COMMANDS.showManifest]: (...args) => showManifest(clusters, documents, args),
    [COMMANDS.showEvents]: (...args) => showEvents(clusters, documents, args),
    [COMMANDS.showContainerLog]: (...args) => showContainerLog(clusters, documents, args),
    [COMMANDS.checkKernel]: (...args) => checkKernel(clusters, documents, log, args),
    [COMMANDS.showCoverage]: (...args) => showCoverage(clusters, documents, log, args),
    [COMMANDS.showLastReport]: () => showLastReport(clusters, documents),
    [COMMANDS.saveLastReport]: () => saveLastReport(clusters),
    [COMMANDS.sandboxWorkload]: (...args) => sandboxWorkload(language, documents, args),
    [COMMANDS.applyManifest]: () => applyManifest(clusters, language, documents),
    [COMMANDS.createRuntimeClass]: (...args) => createRuntimeClass(clusters, documents, args),
    [COMMANDS.checkOnCluster]: () => checkOnCluster(clusters, language, refused),
    [COMMANDS.checkAllManifests]: () => checkAllManifests(language, scanned),
    [COMMANDS.deployGVisor]: (...args) => deployGVisor(context, documents, args),
    [COMMANDS.upgradeGVisor]: (...args) => upgradeGVisor(context, documents, args),
    [COMMANDS.removeGVisor]: (...args) => removeGVisor(clusters, operations, args),
    [COMMANDS.showInstallerManifest]: (...args) => showInstallerManifest(clusters, documents, args),
    [COMMANDS.showInstallerLog]: (...args) => showInstallerLog(clusters, documents, args),
    [COMMANDS.runSamplePods]: (...args) => runSamplePods(clusters, documents, log, args),
  };
}
