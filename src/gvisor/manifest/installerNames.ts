import type { ObjectName } from '../../kube/write/objectRequests.ts';
import {
  COMPONENT_LABEL,
  NAME_LABEL,
  OUR_LABEL,
  PART_OF_LABEL,
  VERSION_LABEL,
} from '../../model/labels.ts';

/** The namespace of the installer. */
export const NAMESPACE = 'aks-sandbox';
/** DaemonSet, ServiceAccount, Role and Lease have this name. */
export const INSTALLER = 'gvisor-installer';
/** What is cluster-wide, or in another namespace, has a longer one. */
export const CLUSTER_WIDE = 'aks-sandbox-gvisor-installer';
export const RUNTIME_CLASS = 'gvisor';
/** The handler that the installer adds to containerd. */
export const HANDLER = 'runsc';

export const DAEMON_SET: ObjectName = {
  apiVersion: 'apps/v1',
  kind: 'DaemonSet',
  namespace: NAMESPACE,
  name: INSTALLER,
};

/**
 * Nodes are changed one after the other by it, or none while it says that the rollout is paused.
 */
export const LEASE: ObjectName = {
  apiVersion: 'coordination.k8s.io/v1',
  kind: 'Lease',
  namespace: NAMESPACE,
  name: INSTALLER,
};

export const GVISOR_CLASS: ObjectName = {
  apiVersion: 'node.k8s.io/v1',
  kind: 'RuntimeClass',
  name: RUNTIME_CLASS,
};

const RBAC = 'rbac.authorization.k8s.io/v1';
const ADMISSION = 'admissionregistration.k8s.io/v1';

/** What ends the installer's token at its own node; Kubernetes 1.30 and newer serve it. */
export const NODE_POLICY: ObjectName = {
  apiVersion: ADMISSION,
  kind: 'ValidatingAdmissionPolicy',
  name: CLUSTER_WIDE,
};
export const NODE_POLICY_BINDING: ObjectName = {
  apiVersion: ADMISSION,
  kind: 'ValidatingAdmissionPolicyBinding',
  name: CLUSTER_WIDE,
};

/**
 * What is left after the DaemonSet and its pods are gone, in the order of removal: rights before
 * what limits them, the RuntimeClass last of all. The ConfigMaps and the Lease go with the
 * namespace.
 */
export const AFTER_DAEMON_SET: readonly ObjectName[] = [
  { apiVersion: RBAC, kind: 'ClusterRoleBinding', name: CLUSTER_WIDE },
  { apiVersion: RBAC, kind: 'ClusterRole', name: CLUSTER_WIDE },
  { apiVersion: RBAC, kind: 'RoleBinding', namespace: 'default', name: CLUSTER_WIDE },
  { apiVersion: RBAC, kind: 'Role', namespace: 'default', name: CLUSTER_WIDE },
  NODE_POLICY_BINDING,
  NODE_POLICY,
  { apiVersion: 'v1', kind: 'Namespace', name: NAMESPACE },
  GVISOR_CLASS,
];

/** Labels of everything that is applied. */
export function labelsOf(release: string): Readonly<Record<string, string>> {
  return {
    ...SELECTOR_LABELS,
    [VERSION_LABEL]: release,
    [COMPONENT_LABEL]: 'installer',
    [PART_OF_LABEL]: 'aks-sandbox',
    ...OUR_LABEL,
  };
}

/** What a DaemonSet selects its pods by; it can never change. */
export const SELECTOR_LABELS = { [NAME_LABEL]: INSTALLER } as const;
