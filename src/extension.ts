import { homedir } from 'node:os';
import path from 'node:path';
import { type ExtensionContext, window, workspace } from 'vscode';
import { lazy } from './base/lazy.ts';
import { KubeconfigStore } from './kube/kubeconfig/kubeconfigStore.ts';
import { clusterOfServer } from './model/aks/aksCluster.ts';
import { Azure } from './state/azure.ts';
import { FileMemory } from './state/memory/fileMemory.ts';
import { openState } from './state/state.ts';
import { wasSignedIn } from './state/wasSignedIn.ts';
import { registerCommands } from './ui/commands/registry.ts';
import { ReadonlyDocuments } from './ui/documents/readonlyDocuments.ts';
import { SETTINGS } from './ui/ids.ts';
import { registerLanguage } from './ui/language/registerLanguage.ts';
import { onDidChangeSetting, settings } from './ui/settings.ts';
import { pluginLines } from './ui/pluginLines.ts';
import { registerClustersView } from './ui/views/clustersView.ts';
import { showActiveCluster } from './ui/views/statusBar.ts';

/**
 * Builds the extension's objects in order. Nothing is read and nothing is started before a person
 * asks.
 */
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
    prepare: () => state.sessions.prepare(),
    log,
  });
  const azure = new Azure(async () => {
    const [{ openAzure }] = await Promise.all([
      import('./ui/azure/openAzure.ts'),
      state.sessions.prepare(),
    ]);
    return openAzure(context, log);
  }, log);
  const shared = path.join(context.globalStorageUri.fsPath, 'operations');
  const memory = {
    workspace: context.workspaceState,
    person: context.globalState,
    shared: new FileMemory(shared, context.globalState),
  };
  const state = own(
    openState(store, memory, azure, {
      environment: process.env,
      log,
      mayRunPrograms: () => workspace.isTrusted,
      onPluginLine: pluginLines(log),
      namespaces: () => settings.namespaces(),
      entraToken: async (tenant, signal) =>
        (await azure.open()).clusters.clusterToken(tenant, signal),
      aksTenant: async (server) => {
        if (!wasSignedIn(context.globalState)) return undefined;
        const { clusters: known } = await azure.open();
        await known.load();
        return clusterOfServer(server, known.clusters)?.tenant;
      },
    }),
  );
  const { clusters, operations, poolOperations, poolReplacements } = state;
  const documents = own(new ReadonlyDocuments());
  const commands = lazy(() => import('./ui/commands/handlers.ts'));
  const { tree, view } = registerClustersView(state, log, async () => {
    if (wasSignedIn(context.globalState)) void azure.open().then((parts) => parts.clusters.load());
    const left = [poolOperations.interrupted, poolReplacements.interruptedDrains];
    if (left.some(({ length }) => length > 0)) {
      const { resumePoolOperations } = await import('./ui/commands/azure/pools/poolCommands.ts');
      void resumePoolOperations({ ...state, log });
    }
    if (operations.interrupted.length === 0) return;
    const { resumeOperations } = await commands();
    await resumeOperations({ ...state, log, documents });
  });
  own(view);
  own(showActiveCluster(state));
  own(
    onDidChangeSetting(SETTINGS.kubeconfigs, () => {
      if (clusters.isLoaded) void clusters.reload();
    }),
  );
  const folders = { root: context.extensionPath, storage: context.globalStorageUri.fsPath };
  const language = own(registerLanguage(state, folders, log));
  const runner = lazy(async () => {
    const { commandRunner } = await commands();
    return commandRunner({ ...state, documents, tree, language, log }, own);
  });
  own(registerCommands(log, async (id, args) => (await runner())(id, args)));
}
