import { access, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { ResolvedContext } from './mergeKubeconfigs.ts';

/** Where a pod finds its service account. Source: kubernetes.io, access-api-from-pod (1.36). */
const SERVICE_ACCOUNT_FOLDER = '/var/run/secrets/kubernetes.io/serviceaccount';

/** The name of the context that a pod has without a kubeconfig. */
const NAME = 'in-cluster';

/**
 * The cluster that this process runs in as a pod, by its service account; `undefined` outside of
 * one, and for a pod without a token.
 */
export async function inClusterContext(
  environment: Readonly<Record<string, string | undefined>>,
  folder = SERVICE_ACCOUNT_FOLDER,
): Promise<ResolvedContext | undefined> {
  const { KUBERNETES_SERVICE_HOST: host, KUBERNETES_SERVICE_PORT: port } = environment;
  const tokenFile = path.join(folder, 'token');
  const caFile = path.join(folder, 'ca.crt');
  if (!host || !port || !(await isThere(tokenFile))) return undefined;
  const server = `https://${host.includes(':') ? `[${host}]` : host}:${port}`;
  const namespace = await readFile(path.join(folder, 'namespace'), 'utf8').catch(() => '');
  return {
    ref: { id: NAME, name: NAME, server, namespace: namespace.trim(), user: NAME, file: '' },
    cluster: {
      name: NAME,
      server,
      insecure: false,
      ...((await isThere(caFile)) ? { caFile } : {}),
    },
    user: { name: NAME, tokenFile },
  };
}

async function isThere(file: string): Promise<boolean> {
  return access(file).then(
    () => true,
    () => false,
  );
}
