import { unverifiedOf } from '../../model/cluster/unverified.ts';
import type { Problem } from '../../base/problem.ts';
import type { ClusterRef } from '../../model/cluster/cluster.ts';
import {
  type KubeconfigCluster,
  type KubeconfigContext,
  type KubeconfigFile,
  kubeconfigProblem,
  type KubeconfigUser,
} from './kubeconfigFile.ts';

/** A context with what it names: all that is needed to connect. */
export interface ResolvedContext {
  readonly ref: ClusterRef;
  readonly cluster: KubeconfigCluster;
  readonly user: KubeconfigUser;
}

/** One configuration made of several files. */
export interface MergedKubeconfig {
  readonly currentContext: string;
  /** Every context, usable or not, in the order of the files; `ref.problem` says what is wrong. */
  readonly contexts: readonly ResolvedContext[];
}

/**
 * Merges files as kubectl does: the first file that has an entry of a name, or a current context,
 * counts whole. Of a context that stands twice in one file, which kubectl refuses, the first is
 * kept and the second shown as a problem; a context whose cluster or user stands twice cannot be
 * used.
 */
export function mergeKubeconfigs(files: readonly KubeconfigFile[]): MergedKubeconfig {
  const clusters = firstOf(files.flatMap((file) => onceEach(file.clusters, 'cluster', file.file)));
  const users = firstOf(files.flatMap((file) => onceEach(file.users, 'user', file.file)));
  const seen = new Map<string, string>();
  const contexts: ResolvedContext[] = [];
  for (const context of files.flatMap((file) => file.contexts)) {
    const before = seen.get(context.name);
    if (before === undefined) {
      seen.set(context.name, context.file);
      contexts.push(resolve(context, clusters, users));
    } else if (before === context.file) {
      const twice = kubeconfigProblem(
        `A second context "${context.name}" in ${context.file} is left out`,
        'Give one of the two another name; kubectl refuses a file with both.',
      );
      const entry = resolve(context, clusters, users);
      const id = `${entry.ref.id}#${contexts.length}`;
      contexts.push({ ...entry, ref: { ...entry.ref, id, problem: twice } });
    }
  }
  return {
    currentContext: files.find(({ currentContext }) => currentContext !== '')?.currentContext ?? '',
    contexts,
  };
}

/** The entries of one file, those with a problem of which it has a second. */
function onceEach<T extends { readonly name: string; readonly problem?: Problem }>(
  entries: readonly T[],
  kind: 'cluster' | 'user',
  file: string,
): readonly T[] {
  const count = Map.groupBy(entries, ({ name }) => name);
  return entries.map((entry) => {
    if (count.get(entry.name)?.length === 1) return entry;
    const problem = kubeconfigProblem(
      `The ${kind} "${entry.name}" stands twice in ${file}`,
      'Give one of the two another name; kubectl refuses a file with both.',
    );
    return { ...entry, problem };
  });
}

function firstOf<T extends { readonly name: string }>(entries: readonly T[]): Map<string, T> {
  const first = new Map<string, T>();
  for (const entry of entries) if (!first.has(entry.name)) first.set(entry.name, entry);
  return first;
}

function resolve(
  context: KubeconfigContext,
  clusters: ReadonlyMap<string, KubeconfigCluster>,
  users: ReadonlyMap<string, KubeconfigUser>,
): ResolvedContext {
  const cluster = clusters.get(context.cluster);
  // A context may name no user: kubectl then connects without credentials.
  const user = context.user === '' ? { name: '' } : users.get(context.user);
  const unverified = cluster && unverifiedOf(cluster.server, cluster.insecure);
  const problem =
    context.problem ??
    (cluster ? cluster.problem : missing(context, 'cluster', context.cluster)) ??
    (user ? user.problem : missing(context, 'user', context.user));
  return {
    ref: {
      id: `${context.file}#${context.name}`,
      name: context.name,
      server: cluster?.server ?? '',
      namespace: context.namespace,
      user: context.user,
      file: context.file,
      ...(unverified ? { unverified } : {}),
      ...(problem ? { problem } : {}),
    },
    cluster: cluster ?? { name: context.cluster, server: '', insecure: false },
    user: user ?? { name: context.user },
  };
}

function missing(context: KubeconfigContext, kind: 'cluster' | 'user', name: string): Problem {
  return kubeconfigProblem(
    name === ''
      ? `The context "${context.name}" names no ${kind}`
      : `The context "${context.name}" names the ${kind} "${name}", which does not exist`,
    `Add the ${kind} to the kubeconfig or choose another context.`,
  );
}
