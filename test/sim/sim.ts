import { type AzureSim, startAzure } from './azure/azureSim.ts';
import { simState } from './server/control.ts';
import { ApiServer } from './server/server.ts';
import type { User } from './api/rights.ts';
import { makeCertificates } from './certificates.ts';
import { makeCluster } from './cluster.ts';
import { GVisorInstaller } from './controllers/gvisorInstaller.ts';
import { playNamespaceControllers } from './controllers/namespaceLife.ts';
import type { Faults } from './faults/faults.ts';
import type { KubeObject } from './kube/kubeObject.ts';
import { loadHostile } from './hostile/hostile.ts';
import { type ServedAgents, servedType, servedTypes } from './kube/resourceTypes.ts';
import { contextName, kubeconfigText, writeSimFiles } from './kubeconfigFile.ts';
import { resolveOptions, type SimOptions } from './options.ts';
import { PodLife } from './pods/podLife.ts';
import type { HandlerKernels, PodRuntime } from './pods/podRuntimes.ts';
import type { RequestLog } from './requestLog.ts';
import { loadSample } from './sample/sample.ts';
import { loadScale } from './scale/scale.ts';

export interface Sim extends AsyncDisposable {
  readonly url: string;
  /** Azure Resource Manager, with this cluster among others. */
  readonly azure: AzureSim;
  /** The certificate authority as PEM, and the file that holds it. */
  readonly ca: string;
  readonly caFile: string;
  /** A kubeconfig file with a context per user; it goes when the simulation stops. */
  readonly kubeconfig: string;
  readonly users: readonly User[];
  /** The context of a user such as `sim-viewer`. */
  contextOf(user: string): string;
  readonly faults: Faults;
  /** Requests served, open watches and execs. */
  readonly requests: RequestLog;
  state(): ReturnType<typeof simState>;
  /** Creates or replaces an object as it is, past admission and rights; watches tell it. */
  upsert(object: KubeObject): KubeObject;
  /** Deletes at once. */
  remove(resource: string, namespace: string | undefined, name: string): boolean;
  object<T extends KubeObject>(
    resource: string,
    namespace: string | undefined,
    name: string,
  ): T | undefined;
  objects<T extends KubeObject>(resource: string, namespace?: string): T[];
  /** Installs the CustomResourceDefinitions of agent sandboxes, or takes them away. */
  serveAgents(agents: ServedAgents): void;
  /** Sets what a pod really runs on and how commands in it behave. */
  setRuntime(namespace: string, pod: string, runtime: PodRuntime): void;
  /** Sets which kernel the pods of a handler see on a node. */
  setHandlers(node: string, kernels: HandlerKernels): void;
  /** Forgets the writes so far: continue tokens and watches from before get 410. */
  compact(): void;
  /** Breaks all connections; the server goes on. */
  dropConnections(): void;
  /** Changes pods at this rate from now on; 0 stops it. */
  mutate(eventsPerSecond: number): void;
  stop(): Promise<void>;
}

/** A name that no DNS knows, for tests in which only a proxy knows the way. */
export const UNKNOWN_HOST = 'sim.example';

/** Starts an embedded cluster: a Kubernetes API on HTTPS with sample content. */
export async function startSim(given: SimOptions = {}): Promise<Sim> {
  const options = resolveOptions(given);
  const cluster = makeCluster(options);
  const certificates = await makeCertificates([
    options.host,
    'localhost',
    '127.0.0.1',
    UNKNOWN_HOST,
  ]);
  loadSample(cluster);
  loadScale(cluster);
  if (options.hostile) loadHostile(cluster);
  void new PodLife(cluster);
  playNamespaceControllers(cluster);
  void new GVisorInstaller(cluster);
  const server = new ApiServer(cluster, certificates);
  const port = await server.listen();
  const url = `https://${options.host}:${port}`;
  const azure = await startAzure(cluster, certificates, url);
  const kubeconfig = kubeconfigText(url, certificates.ca, cluster.users);
  const files = await writeSimFiles(kubeconfig, certificates.ca);
  const { store, faults, requests, runtimes, users } = cluster;

  async function stop(): Promise<void> {
    cluster.timers[Symbol.dispose]();
    await server.close();
    await azure.close();
    await files.remove();
  }

  return {
    url,
    azure,
    ca: certificates.ca,
    caFile: files.ca,
    kubeconfig: files.kubeconfig,
    users,
    contextOf: (name) => {
      const user = users.find((one) => one.name === name);
      if (user === undefined) throw new Error(`the simulation has no user ${name}`);
      return contextName(user);
    },
    faults,
    requests,
    state: () => simState(cluster),
    upsert: (object) => store.put(object).entry.object,
    remove: (resource, namespace, name) =>
      store.remove(servedType(resource), namespace, name) !== undefined,
    object: (resource, namespace, name) => store.object(servedType(resource), namespace, name),
    objects: (resource, namespace) => [...store.objects(servedType(resource), namespace)] as never,
    serveAgents: (agents) => {
      cluster.types = servedTypes(agents);
    },
    setRuntime: (namespace, pod, runtime) => runtimes.set(namespace, pod, runtime),
    setHandlers: (node, kernels) => runtimes.setHandlers(node, kernels),
    compact: () => store.compact(),
    dropConnections: () => server.dropConnections(),
    mutate: (eventsPerSecond) => cluster.load.mutate(eventsPerSecond),
    stop,
    [Symbol.asyncDispose]: stop,
  };
}
