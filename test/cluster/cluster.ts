import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { clusterFolders } from './clusterFolders.ts';
import { type LabScript, labScriptPath, outputOf, runLabScript } from './labScript.ts';
import { claimRunFolder } from './runFolder.ts';

/** A person that the API server knows; see lab/users. */
export type ClusterUser = 'admin' | 'viewer' | 'no-nodes' | 'nobody';

export interface Cluster {
  /** Path of the administrator's kubeconfig file. */
  readonly kubeconfig: string;
  kubeconfigFor(user: ClusterUser): string;
  /** Runs kubectl as the administrator, unless the arguments name another kubeconfig; rejects when it fails. */
  kubectl(args: readonly string[], input?: string): Promise<string>;
  /** Runs a command as root on a node, and resolves to its standard output. */
  execOnNode(node: string, command: readonly string[]): Promise<string>;
  /** Takes a node's power away in the midst of everything, and gives it back; resolves when it starts. */
  cyclePower(node: string): Promise<void>;
  /** Resolve when the API server is ready, or gone. It is killed: open watches break. */
  startApiServer(): Promise<void>;
  stopApiServer(): Promise<void>;
  restartApiServer(): Promise<void>;
  /** Adds fake nodes, and pods on them, by kwok; resolves when all are Ready and Running. Needs RuntimeClass gvisor. */
  addFakeNodes(nodes: number, pods: number): Promise<void>;
  removeFakeNodes(): Promise<void>;
  /** Copies logs, journals and the state of the cluster to a folder. */
  saveLogs(folder: string): Promise<void>;
}

export interface StartedCluster extends Cluster, AsyncDisposable {
  /** Ends every process of the cluster and removes all that it was. Safe to call again. */
  stop(): Promise<void>;
}

/** Settings of the lab; lab/settings.sh says what each does. */
export type LabSetting =
  | 'NODES'
  | 'GVISOR_NODES'
  | 'NODE_POOLS'
  | 'NODE_LABELS'
  | 'NODE_CONTAINERD'
  | 'NODE_KUBELET'
  | 'NODE_LAYOUT'
  | 'NODE_DRIVER'
  | 'LAB_INDEX';

export interface ClusterOptions {
  readonly settings?: Readonly<Partial<Record<LabSetting, string>>>;
  /** The folder of the cluster's state; a second cluster needs another one, and another LAB_INDEX. */
  readonly run?: string;
  /** Ends building and starting; what was started is taken down. */
  readonly signal?: AbortSignal;
}

/** Builds what is missing and starts a cluster; by default two nodes, of which lab-1 has gVisor. */
export async function startCluster(options: ClusterOptions = {}): Promise<StartedCluster> {
  const { settings = {}, run = clusterFolders().run, signal } = options;
  const env = { ...process.env, ...settings, AKS_SANDBOX_CLUSTER_RUN: run };
  await runLabScript('build', [], env, signal);
  await mkdir(path.dirname(run), { recursive: true });
  await claimRunFolder(run, () => runLabScript('down', [], env));
  const stop = () => runLabScript('down', [], env);
  try {
    await runLabScript('up', [], env, signal);
  } catch (error) {
    await stop();
    throw error;
  }
  return { ...clusterIn(run), stop, [Symbol.asyncDispose]: stop };
}

/** The cluster that the test runner started for this process. */
export function attachCluster(env: NodeJS.ProcessEnv = process.env): Cluster {
  const run = env['AKS_SANDBOX_CLUSTER_RUN'];
  if (!run || !existsSync(path.join(run, 'settings'))) {
    throw new Error('No cluster is running for this test. Run `npm run test:cluster`.');
  }
  return clusterIn(run);
}

function clusterIn(run: string): Cluster {
  const env = { ...process.env, AKS_SANDBOX_CLUSTER_RUN: run, NODE: process.execPath };
  const kubeconfigFor = (user: string) => path.join(run, 'kubeconfigs', `${user}.kubeconfig`);
  const kubeconfig = kubeconfigFor('admin');
  const script = async (name: LabScript, ...args: string[]) => {
    await outputOf(labScriptPath(name), args, env);
  };
  return {
    kubeconfig,
    kubeconfigFor,
    kubectl: (args, input) =>
      outputOf(path.join(run, 'kubectl'), args, { ...env, KUBECONFIG: kubeconfig }, input),
    execOnNode: (node, command) => outputOf(labScriptPath('node'), ['exec', node, ...command], env),
    cyclePower: (node) => script('node', 'cycle', node),
    startApiServer: () => script('apiserver', 'start'),
    stopApiServer: () => script('apiserver', 'stop'),
    restartApiServer: () => script('apiserver', 'restart'),
    addFakeNodes: (nodes, pods) => script('kwok', 'start', String(nodes), String(pods)),
    removeFakeNodes: () => script('kwok', 'stop'),
    saveLogs: (folder) => script('logs', folder),
  };
}
