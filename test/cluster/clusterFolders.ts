import { homedir } from 'node:os';
import path from 'node:path';

export interface ClusterFolders {
  /** Programs, layers and images, by version; shared by all clusters. */
  readonly cache: string;
  /** All that one cluster is: settings, keys, logs, etcd's data, the nodes' disks. */
  readonly run: string;
}

/** The same folders as lab/settings.sh finds. */
export function clusterFolders(
  env: NodeJS.ProcessEnv = process.env,
  home = homedir(),
): ClusterFolders {
  const base = env['XDG_CACHE_HOME'] || path.join(home, '.cache');
  const cache = path.resolve(
    env['AKS_SANDBOX_CLUSTER_CACHE'] || path.join(base, 'aks-sandbox-cluster'),
  );
  return { cache, run: path.resolve(env['AKS_SANDBOX_CLUSTER_RUN'] || path.join(cache, 'run')) };
}
