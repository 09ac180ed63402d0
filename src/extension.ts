import { homedir } from 'node:os';
import { type ExtensionContext, languages, window, workspace } from 'vscode';
import { COMMANDS, SETTINGS } from './ids.ts';
import { KubeconfigStore } from './kube/kubeconfig/kubeconfigStore.ts';
import { loadYaml } from './kube/kubeconfig/loadYaml.ts';
import { Clusters } from './ui/clusters.ts';
import { registerClustersView } from './ui/clustersView.ts';
import { applyManifest } from './ui/commands/applyManifest.ts';
import { checkAllManifests } from './ui/commands/checkAllManifests.ts';
import { checkKernel } from './ui/commands/checkKernel.ts';
import {
  addKubeconfig,
  copyName,
  filter,
  refresh,
  selectActiveCluster,
} from './ui/commands/clusterCommands.ts';
import {
  showContainerLog,
  showCoverage,
  showEvents,
  showManifest,
} from './ui/commands/podDocuments.ts';
import { checkOnCluster } from './ui/commands/checkOnCluster.ts';
import { createRuntimeClass } from './ui/commands/createRuntimeClass.ts';
import { deployGVisor, upgradeGVisor } from './ui/commands/installGVisor.ts';
import { showInstallerLog, showInstallerManifest } from './ui/commands/installerDocuments.ts';
import { registerCommand } from './ui/commands/registerCommand.ts';
import { removeGVisor } from './ui/commands/removeGVisor.ts';
import { resumeOperations } from './ui/commands/resumeOperations.ts';
import { saveLastReport, showLastReport } from './ui/commands/reportCommands.ts';
import { sandboxWorkload } from './ui/commands/sandboxWorkload.ts';
import { runSamplePods } from './ui/commands/runSamplePods.ts';
import { ReadonlyDocuments } from './ui/documents/readonlyDocuments.ts';
import { registerLanguage } from './ui/language/registerLanguage.ts';
import { Operations } from './ui/operations.ts';
import { settings } from './ui/settings.ts';
import { showActiveCluster } from './ui/statusBar.ts';

/** Builds the extension's objects in order. Nothing is read and nothing is started before a person asks. */
export function activate(context: ExtensionContext): void {
  const own = <T extends { dispose(): unknown }>(item: T): T => {
    context.subscriptions.push(item);
    return item;
  };
  const log = own(window.createOutputChannel('AKS Sandbox', { log: true }));
  const store = new KubeconfigStore({
    places: () => ({
      environment: process.env['KUBECONFIG'],
      home: homedir(),
      additional: settings.kubeconfigs(),
      cwd: workspace.workspaceFolders?.[0]?.uri.fsPath ?? homedir(),
    }),
    parseYaml: async () => {
      const { parse } = await loadYaml();
      return (text) => parse(text, { maxAliasCount: 100 }) as unknown;
    },
    log,
  });
  const clusters = own(
    new Clusters(store, context.workspaceState, {
      environment: process.env,
      log,
      mayRunPrograms: () => workspace.isTrusted,
    }),
  );
  const documents = own(new ReadonlyDocuments());
  const operations = own(new Operations(context.workspaceState));
  const installs = { clusters, operations, log };
  const { tree, view } = registerClustersView(clusters, () => void resumeOperations(installs));
  own(view);
  own(showActiveCluster(clusters));
  own(
    workspace.onDidChangeConfiguration((change) => {
      if (change.affectsConfiguration(`aksSandbox.${SETTINGS.kubeconfigs}`) && clusters.isLoaded) {
        void clusters.reload();
      }
    }),
  );

  const language = own(
    registerLanguage(
      clusters,
      { root: context.extensionPath, storage: context.globalStorageUri.fsPath },
      log,
    ),
  );

  const on = (id: Parameters<typeof registerCommand>[0], run: (...args: unknown[]) => unknown) =>
    own(registerCommand(id, log, run));
  on(COMMANDS.selectActiveCluster, (...args) => selectActiveCluster(clusters, args));
  on(COMMANDS.refresh, (...args) => refresh(clusters, args));
  on(COMMANDS.filter, () => filter(tree));
  on(COMMANDS.clearFilter, () => tree.setFilter(''));
  on(COMMANDS.copyName, (...args) => copyName(args));
  on(COMMANDS.showLog, () => log.show());
  on(COMMANDS.showMore, (parent) => tree.showMore(String(parent)));
  on(COMMANDS.addKubeconfig, () => addKubeconfig());
  on(COMMANDS.showManifest, (...args) => showManifest(clusters, documents, args));
  on(COMMANDS.showEvents, (...args) => showEvents(clusters, documents, args));
  on(COMMANDS.showContainerLog, (...args) => showContainerLog(clusters, documents, args));
  on(COMMANDS.checkKernel, (...args) => checkKernel(clusters, documents, log, args));
  on(COMMANDS.showCoverage, (...args) => showCoverage(clusters, documents, args));
  on(COMMANDS.showLastReport, () => showLastReport(clusters, documents));
  on(COMMANDS.saveLastReport, () => saveLastReport(clusters));
  on(COMMANDS.sandboxWorkload, (...args) => sandboxWorkload(language, documents, args));
  on(COMMANDS.applyManifest, () => applyManifest(clusters, language, documents));
  on(COMMANDS.createRuntimeClass, (...args) => createRuntimeClass(clusters, documents, args));
  // What a cluster or a scan said of a text is said of that text, not of the next one.
  const onText = (name: string) => {
    const collection = own(languages.createDiagnosticCollection(name));
    own(language.manifests.onDidChange(({ uri }) => collection.delete(uri)));
    return collection;
  };
  const refused = onText('aks-sandbox cluster');
  on(COMMANDS.checkOnCluster, () => checkOnCluster(clusters, language, refused));
  const scanned = onText('aks-sandbox workspace');
  on(COMMANDS.checkAllManifests, () => checkAllManifests(language, scanned));
  on(COMMANDS.deployGVisor, (...args) => deployGVisor(installs, documents, args));
  on(COMMANDS.upgradeGVisor, (...args) => upgradeGVisor(installs, documents, args));
  on(COMMANDS.removeGVisor, (...args) => removeGVisor(clusters, operations, args));
  on(COMMANDS.showInstallerManifest, (...args) => showInstallerManifest(clusters, documents, args));
  on(COMMANDS.showInstallerLog, (...args) => showInstallerLog(clusters, documents, args));
  on(COMMANDS.runSamplePods, (...args) => runSamplePods(clusters, documents, log, args));
}
