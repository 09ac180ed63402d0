import type { ObjectName } from '../../kube/write/objectRequests.ts';

/** The namespace of the installer. */
export const NAMESPACE = 'aks-sandbox';
/** DaemonSet, ServiceAccount, Role and Lease have this name. */
export const INSTALLER = 'gvisor-installer';
/** What is cluster-wide, or in another namespace, has a longer one. */
export const CLUSTER_WIDE = 'aks-sandbox-gvisor-installer';
export const RUNTIME_CLASS = 'gvisor';

export const DAEMON_SET: ObjectName = {
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  namespace: NAMESPACE,
  name: INSTALLER,
};

export const GVISOR_CLASS: ObjectName = {
  apiVersion: 'node.k8s.io/v1',
  kind: 'RuntimeClass',
  name: RUNTIME_CLASS,
};

const RBAC = 'rbac.authorization.k8s.io/v1';

/**
 * What is left after the DaemonSet and its pods are gone, in the order of removal; the RuntimeClass goes
 * last of all. The ConfigMaps and the Lease go with the namespace.
 */
export const AFTER_DAEMON_SET: readonly ObjectName[] = [
  { apiVersion: RBAC, kind: 'ClusterRoleBinding', name: CLUSTER_WIDE },
  { apiVersion: RBAC, kind: 'ClusterRole', name: CLUSTER_WIDE },
  { apiVersion: RBAC, kind: 'RoleBinding', namespace: 'default', name: CLUSTER_WIDE },
  { apiVersion: RBAC, kind: 'Role', namespace: 'default', name: CLUSTER_WIDE },
  { apiVersion: 'v1', kind: 'Namespace', name: NAMESPACE },
  GVISOR_CLASS,
];

/** Labels of everything that is applied; `managed-by` tells our objects from those of others. */
export function labelsOf(release: string): Readonly<Record<string, string>> {
  return {
    ...SELECTOR_LABELS,
    'app.kubernetes.io/version': release,
    'app.kubernetes.io/component': 'installer',
    'app.kubernetes.io/part-of': 'aks-sandbox',
    'app.kubernetes.io/managed-by': 'aks-sandbox',
  };
}

/** What a DaemonSet selects its pods by; it can never change. */
export const SELECTOR_LABELS = { 'app.kubernetes.io/name': INSTALLER } as const;
