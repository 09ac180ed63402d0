import { readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { nullLog } from '../src/base/log.ts';
import { Connection, type ConnectionOptions } from '../src/kube/api/connection.ts';
import { ClusterSession, type SessionOptions } from '../src/kube/clusterSession.ts';
import { KubeconfigStore } from '../src/kube/kubeconfig/kubeconfigStore.ts';
import type { ResolvedContext } from '../src/kube/kubeconfig/mergeKubeconfigs.ts';
import type { Sim } from './sim/sim.ts';

/** A context of a kubeconfig file; the current one if none is named. */
export async function contextOf(file: string, name?: string): Promise<ResolvedContext> {
  const store = new KubeconfigStore({
    places: () => ({
      explicit: file,
      environment: undefined,
      additional: [],
      home: homedir(),
      cwd: process.cwd(),
    }),
    log: nullLog,
  });
  const { contexts, current, unreadable } = await store.load();
  store.dispose();
  const found = name === undefined ? current : contexts.find(({ ref }) => ref.name === name);
  if (!found) throw new Error(`No context ${name ?? ''}: ${unreadable[0]?.problem.what ?? ''}`);
  return found;
}

/** A connection of the product to a kubeconfig's context. */
export async function connectTo(
  file: string,
  name?: string,
  more: Partial<Omit<ConnectionOptions, 'context'>> = {},
): Promise<Connection> {
  return new Connection({
    context: await contextOf(file, name),
    environment: {},
    log: nullLog,
    mayRunPrograms: () => true,
    ...more,
  });
}

/** A connection of the product to the embedded cluster, as one of its users. */
export function connectionTo(sim: Sim, user = 'sim-admin'): Promise<Connection> {
  return connectTo(sim.kubeconfig, sim.contextOf(user));
}

/** The kubeconfig of the embedded cluster, where any certificate is taken for its own. */
export async function unverifiedKubeconfig(sim: Sim): Promise<string> {
  const text = await readFile(sim.kubeconfig, 'utf8');
  return text.replaceAll(/certificate-authority(?:-data)?: .*/g, 'insecure-skip-tls-verify: true');
}

/** One that takes any certificate for that of the embedded cluster. */
export async function unverifiedTo(sim: Sim): Promise<Connection> {
  const context = await contextOf(sim.kubeconfig);
  return new Connection({
    context: {
      ...context,
      ref: { ...context.ref, unverified: 'any-certificate' },
      cluster: { ...context.cluster, insecure: true },
    },
    environment: {},
    log: nullLog,
    mayRunPrograms: () => false,
  });
}

/** A session of the product with a kubeconfig's context. */
export async function sessionTo(
  file: string,
  name?: string,
  more: Partial<SessionOptions> = {},
): Promise<ClusterSession> {
  return new ClusterSession(await contextOf(file, name), {
    environment: {},
    log: nullLog,
    mayRunPrograms: () => true,
    ...more,
  });
}
