import { type Disposable, languages } from 'vscode';
import type { Log } from '../../base/log.ts';
import { type CommandId, COMMANDS } from '../../ids.ts';
import type { Clusters } from '../clusters.ts';
import type { ReadonlyDocuments } from '../documents/readonlyDocuments.ts';
import type { Language } from '../language/registerLanguage.ts';
import type { Operations } from '../operations.ts';
import type { ClusterTree } from '../tree/clusterTree.ts';
import { applyManifest } from './applyManifest.ts';
import { checkAllManifests } from './checkAllManifests.ts';
import { checkKernel } from './checkKernel.ts';
import { checkOnCluster } from './checkOnCluster.ts';
import {
  addKubeconfig,
  copyName,
  filter,
  refresh,
  selectActiveCluster,
} from './clusterCommands.ts';
import { createRuntimeClass } from './createRuntimeClass.ts';
import { deployGVisor, upgradeGVisor } from './installGVisor.ts';
import { showInstallerLog, showInstallerManifest } from './installerDocuments.ts';
import { showContainerLog, showCoverage, showEvents, showManifest } from './podDocuments.ts';
import { removeGVisor } from './removeGVisor.ts';
import { saveLastReport, showLastReport } from './reportCommands.ts';
import { runSamplePods } from './runSamplePods.ts';
import { sandboxWorkload } from './sandboxWorkload.ts';

export { resumeOperations } from './resumeOperations.ts';

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
