import type { ClusterRef } from '../../model/cluster/cluster.ts';
import { unverifiedOf } from '../../model/cluster/unverified.ts';
import type { Impersonation, KubeconfigUser } from './kubeconfigFile.ts';
import type { ResolvedContext } from './mergeKubeconfigs.ts';
import { serverAddress } from './serverAddress.ts';

/** What a person asks for in place of what the kubeconfig says. */
export interface ContextOverrides {
  readonly server?: string;
  readonly token?: string;
  readonly impersonation?: Impersonation;
}

/**
 * A context with what was asked for in its place, as kubectl's options of these names do. A token
 * stands for every other way to sign in but a client certificate.
 */
export function withOverrides(
  { ref, cluster, user }: ResolvedContext,
  { server: asked, token, impersonation }: ContextOverrides,
): ResolvedContext {
  const server = asked === undefined ? undefined : serverAddress(asked);
  return {
    ref: server === undefined ? ref : withServer(ref, server, cluster.insecure),
    cluster: { ...cluster, ...(server === undefined ? {} : { server }) },
    user: {
      ...(token === undefined ? user : withToken(user, token)),
      ...(impersonation === undefined ? {} : { impersonation }),
    },
  };
}

function withServer(
  { unverified: _before, ...ref }: ClusterRef,
  server: string,
  insecure: boolean,
): ClusterRef {
  const unverified = unverifiedOf(server, insecure);
  return { ...ref, server, ...(unverified ? { unverified } : {}) };
}

function withToken(user: KubeconfigUser, token: string): KubeconfigUser {
  const { name, certFile, certData, keyFile, keyData, impersonation } = user;
  return {
    name,
    token,
    ...(certFile === undefined ? {} : { certFile }),
    ...(certData === undefined ? {} : { certData }),
    ...(keyFile === undefined ? {} : { keyFile }),
    ...(keyData === undefined ? {} : { keyData }),
    ...(impersonation === undefined ? {} : { impersonation }),
  };
}
