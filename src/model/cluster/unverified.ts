import type { ClusterRef } from './cluster.ts';

/** Why it is not certain who answers for a cluster: nobody asks its server for a proof. */
export type Unverified = 'http' | 'any-certificate';

/** What is said beside a cluster's name. */
export const UNVERIFIED_NAMES: Readonly<Record<Unverified, string>> = {
  http: 'not encrypted',
  'any-certificate': 'certificate not verified',
};

/** A cluster by its name, and whether it proves who it is. */
export type ReachedCluster = Pick<ClusterRef, 'name' | 'unverified'>;

/** The same as one of the limits of what is said; none for one that proves who it is. */
export function unverifiedLimits(cluster: ReachedCluster): readonly string[] {
  return cluster.unverified === undefined ? [] : [unverifiedText(cluster)];
}

/** Why, and what follows from it, as a sentence without its full stop; the name is safe to show. */
export function unverifiedText({ name, unverified }: ReachedCluster): string {
  const why =
    unverified === 'http'
      ? 'is reached by http, without encryption'
      : 'is reached without verifying its certificate (insecure-skip-tls-verify)';
  return `${name} ${why}: anybody on the way can answer in its place, and what it says proves nothing`;
}

/** How a kubeconfig's cluster is reached; `undefined` for one that proves who it is. */
export function unverifiedOf(server: string, insecure: boolean): Unverified | undefined {
  if (/^http:/i.test(server)) return 'http';
  return insecure ? 'any-certificate' : undefined;
}
