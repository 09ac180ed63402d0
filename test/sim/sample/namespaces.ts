import type { KubeObject } from '../kube/kubeObject.ts';
import { setDefaults } from '../write/defaults.ts';

/** Namespaces that every cluster has. */
export const SYSTEM_NAMESPACES = ['default', 'kube-node-lease', 'kube-public', 'kube-system'];

export const SAMPLE_NAMESPACES = ['batch', 'payments', 'web'];

export function buildNamespace(name: string): KubeObject {
  const namespace: KubeObject = {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name },
    spec: { finalizers: ['kubernetes'] },
    status: { phase: 'Active' },
  };
  setDefaults(namespace);
  return namespace;
}

export function defaultServiceAccount(namespace: string): KubeObject {
  return { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default', namespace } };
}

/** The certificate authority that every pod trusts. */
export function rootCertificates(namespace: string): KubeObject {
  const metadata = { name: 'kube-root-ca.crt', namespace };
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata, data: { 'ca.crt': '' } };
}
