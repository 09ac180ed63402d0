import assert from 'node:assert/strict';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { installerManifest } from '../../../src/gvisor/manifest/installerManifest.ts';
import { installerOptions } from '../../../src/gvisor/manifest/installerOptions.ts';
import { INSTALLER, NAMESPACE } from '../../../src/gvisor/manifest/installerNames.ts';
import { INSTALLER_SCRIPTS } from '../../../src/gvisor/manifest/installerScripts.ts';
import type { GVisorRelease } from '../../../src/gvisor/manifest/release.ts';
import { ApiResources } from '../../../src/kube/write/apiResources.ts';
import type { ObjectManifest } from '../../../src/kube/write/apply.ts';
import { applyObjects } from '../../../src/kube/write/applyObjects.ts';
import type { Connection } from '../../../src/kube/api/connection.ts';
import type { KubeNode } from '../../../src/model/node/node.ts';
import { connectTo } from '../../simConnection.ts';
import { type LabSetting, startCluster, type StartedCluster } from '../cluster.ts';
import { clusterFolders } from '../clusterFolders.ts';
import { BUSYBOX_IMAGE, podManifest } from '../pod.ts';
import { AKS_POOL_LABEL } from '../../../src/model/labels.ts';
import { projectNode, type RawNode } from '../../../src/kube/resources/nodeResource.ts';

const { signal } = new AbortController();
const MAX_WAIT_MS = 240_000;

export interface Deployment {
  readonly pools: readonly string[];
  /** Of these pools the nodes that it goes to; all if absent. */
  readonly onlyNodes?: readonly string[];
  readonly release: GVisorRelease;
  readonly mirror: string;
  /** The lab's busybox if absent. */
  readonly image?: string;
  /** Changes to the scripts: a fault to inject, or a shorter wait. */
  readonly scripts?: Readonly<Record<string, string>>;
  /** Changes to the objects themselves. */
  readonly change?: (manifest: ObjectManifest) => ObjectManifest;
}

export interface PodState {
  readonly name: string;
  readonly node: string;
  readonly ready: boolean;
  readonly restarts: number;
  readonly containerId: string;
}

/** A cluster of its own without gVisor, and what the tests do with the installer on it. */
export class GVisorCluster implements AsyncDisposable {
  readonly cluster: StartedCluster;
  readonly connection: Connection;

  private constructor(cluster: StartedCluster, connection: Connection) {
    this.cluster = cluster;
    this.connection = connection;
  }

  static async start(
    settings: Readonly<Partial<Record<LabSetting, string>>>,
  ): Promise<GVisorCluster> {
    const run = path.join(path.dirname(clusterFolders().run), 'run-gvisor');
    const all = { GVISOR_NODES: '0', LAB_INDEX: '6', ...settings };
    const cluster = await startCluster({ settings: all, run });
    return new GVisorCluster(cluster, await connectTo(cluster.kubeconfig));
  }

  /** The machine's own address, as the nodes see it. */
  get host(): string {
    return new URL(this.connection.cluster.server).hostname;
  }

  /** Applies the installer as the product does. */
  async deploy(deployment: Deployment): Promise<void> {
    const { pools, onlyNodes, release, mirror, image, scripts, change } = deployment;
    const options = installerOptions(
      { label: AKS_POOL_LABEL, names: pools },
      { release, mirror, image: image ?? BUSYBOX_IMAGE, ...(onlyNodes ? { onlyNodes } : {}) },
    );
    const manifests = installerManifest(options, scripts ?? QUICK_SCRIPTS);
    const outcomes = await applyObjects(
      this.connection,
      new ApiResources(this.connection),
      change ? manifests.map(change) : manifests,
      { signal },
    );
    for (const outcome of outcomes) {
      assert.equal(outcome.state, 'applied', JSON.stringify(outcome));
    }
  }

  /** Deletes the DaemonSet, waits for its pods, and deletes the namespace. Nothing happens without one. */
  async remove(): Promise<void> {
    const ours = ['--namespace', NAMESPACE, '--ignore-not-found'];
    await this.kubectl('delete', 'daemonset', INSTALLER, ...ours);
    await this.until(
      'the installer is gone',
      async () => (await this.pods(NAMESPACE)).length === 0,
    );
    await this.kubectl('delete', 'namespace', NAMESPACE, '--ignore-not-found');
  }

  async node(name: string): Promise<KubeNode> {
    return projectNode(
      JSON.parse(await this.kubectl('get', 'node', name, '-o', 'json')) as RawNode,
    );
  }

  /** Waits until the installer says this of a node. */
  async nodeUntil(name: string, met: (node: KubeNode) => boolean): Promise<KubeNode> {
    return this.until(`the state of ${name}`, async () => {
      const node = await this.node(name);
      return met(node) && node;
    });
  }

  ready(name: string, release?: GVisorRelease): Promise<KubeNode> {
    return this.nodeUntil(
      name,
      ({ gvisor }) =>
        gvisor?.state === 'ready' &&
        gvisor.serves &&
        (release === undefined || gvisor.release.startsWith(`${release.name}-`)),
    );
  }

  /** Waits until each pod of the installer is done with its node, whatever an earlier one said of it. */
  async installerIsReady(): Promise<void> {
    await this.until('the installer is ready', async () => {
      const pods = await this.pods(NAMESPACE);
      return pods.length > 0 && pods.every(({ ready }) => ready);
    });
  }

  async pods(namespace = 'default'): Promise<readonly PodState[]> {
    const { items } = JSON.parse(
      await this.kubectl('get', 'pods', '--namespace', namespace, '-o', 'json'),
    ) as { items: RawPodState[] };
    return items.map(({ metadata, spec, status }) => ({
      name: metadata.name,
      node: spec.nodeName ?? '',
      ready: status.containerStatuses?.[0]?.ready ?? false,
      restarts: status.containerStatuses?.[0]?.restartCount ?? 0,
      containerId: status.containerStatuses?.[0]?.containerID ?? '',
    }));
  }

  /** Runs pods that wait, and resolves when all are Ready. */
  async runPods(
    ...pods: readonly { name: string; pool: string; runtimeClassName?: string }[]
  ): Promise<void> {
    for (const { pool, ...pod } of pods) {
      const selected = { ...pod, namespace: 'default', nodeSelector: { agentpool: pool } };
      await this.cluster.kubectl(['apply', '-f', '-'], podManifest(selected));
    }
    const names = pods.map(({ name }) => `pod/${name}`);
    await this.kubectl('wait', '--for', 'condition=Ready', '--timeout', '90s', ...names);
  }

  async deletePods(...names: readonly string[]): Promise<void> {
    await this.kubectl('delete', 'pod', ...names);
  }

  kernel(pod: string): Promise<string> {
    return this.kubectl('exec', pod, '--', 'uname', '-r').then((text) => text.trim());
  }

  /** Waits until containerd's CRI plugin says ok: a restart that is under way takes about a second. */
  async criServes(name: string): Promise<void> {
    await this.until(`containerd of ${name}`, async () => {
      const plugins = await this.on(name, 'timeout 5 ctr plugins ls || true').catch(() => '');
      return /^io\.containerd\.grpc\.v1 +cri .* ok/m.test(plugins);
    });
  }

  /** A node that was started anew: its kubelet says so, and its containerd serves. */
  async comesBack(name: string): Promise<void> {
    await this.criServes(name);
    await this.until(`the kubelet of ${name}`, async () => {
      const healthz = `/api/v1/nodes/${name}/proxy/healthz`;
      return (await this.kubectl('get', '--raw', healthz).catch(() => '')) === 'ok';
    });
    await this.kubectl('wait', '--for=condition=Ready', '--timeout=120s', `node/${name}`);
  }

  /** Healthy: containerd's CRI plugin says ok, and a fresh runc pod starts. */
  async assertHealthy(name: string): Promise<void> {
    await this.criServes(name);
    const pod = `health-${name}`;
    const { pool } = await this.node(name);
    await this.runPods({ name: pod, pool });
    await this.deletePods(pod);
  }

  config(node: string): Promise<string> {
    return this.on(node, 'cat /etc/containerd/config.toml');
  }

  /** What containerd makes of its configuration. */
  async effectiveConfig(node: string): Promise<string> {
    const dump = await this.on(node, 'containerd config dump 2> /dev/null');
    return dump
      .split('\n')
      .filter((line) => line.trim() !== '' && !/^\s*imports/.test(line))
      .join('\n');
  }

  /** Changes when containerd is started anew. */
  invocation(node: string): Promise<string> {
    return this.on(node, 'systemctl show --property=InvocationID --value containerd');
  }

  on(node: string, script: string): Promise<string> {
    return this.cluster.execOnNode(node, ['bash', '-c', script]);
  }

  /** What the installer printed on a node; empty while it has no pod there. */
  async log(node: string): Promise<string> {
    const pod = (await this.pods(NAMESPACE)).find((one) => one.node === node);
    if (!pod) return '';
    return this.kubectl('logs', '--namespace', NAMESPACE, pod.name).catch(() => '');
  }

  kubectl(...args: readonly string[]): Promise<string> {
    return this.cluster.kubectl(args);
  }

  async until<T>(what: string, look: () => Promise<T | false>): Promise<T> {
    const deadline = Date.now() + MAX_WAIT_MS;
    for (;;) {
      const found = await look();
      if (found !== false) return found;
      if (Date.now() > deadline) throw new Error(`Waited in vain for ${what}`);
      await sleep(300);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.connection.dispose();
    await this.cluster.stop();
  }
}

interface RawPodState {
  readonly metadata: { readonly name: string };
  readonly spec: { readonly nodeName?: string };
  readonly status: {
    readonly containerStatuses?: readonly {
      readonly ready: boolean;
      readonly restartCount: number;
      readonly containerID?: string;
    }[];
  };
}

/** The scripts with some of their lines replaced; each must be there. */
export function changedScripts(
  changes: readonly (readonly [file: string, from: string, to: string])[],
): Readonly<Record<string, string>> {
  const scripts = { ...INSTALLER_SCRIPTS };
  for (const [file, from, to] of changes) {
    const text = scripts[file] ?? '';
    assert.ok(text.includes(from), `${file} has no "${from}"`);
    scripts[file] = text.replace(from, () => to);
  }
  return scripts;
}

/** Shorter waits between two looks: tests wait for them. */
export const QUICK: readonly (readonly [string, string, string])[] = [
  ['install.sh', 'CHECK_SECONDS=30 ', 'CHECK_SECONDS=2 '],
  ['install.sh', 'RETRY_SECONDS=60 ', 'RETRY_SECONDS=3 '],
];
const QUICK_SCRIPTS = changedScripts(QUICK);
/** As {@link QUICK}, but what failed is not tried again while a test looks at it. */
export const ONCE: typeof QUICK = [
  ...QUICK.filter(([, from]) => !from.startsWith('RETRY')),
  ['install.sh', 'RETRY_SECONDS=60 ', 'RETRY_SECONDS=600 '],
];
