import { createHash } from 'node:crypto';
import type { ObjectManifest } from '../../kube/write/apply.ts';

import {
  CLUSTER_WIDE,
  HANDLER,
  INSTALLER,
  labelsOf,
  NAMESPACE,
  RUNTIME_CLASS,
  SELECTOR_LABELS,
} from './installerNames.ts';
import type { InstallerOptions } from './installerOptions.ts';
import { nodeRights } from './nodeRights.ts';
import { installerPodSpec } from './installerPod.ts';
import { INSTALLER_SCRIPTS } from './installerScripts.ts';
import { POD_SECURITY_LABEL, SCRIPTS_ANNOTATION, GVISOR_LABEL } from '../../model/labels.ts';

const RBAC = 'rbac.authorization.k8s.io';

/** All objects of the installer, in the order in which they are applied. */
export function installerManifest(
  options: InstallerOptions,
  scripts: Readonly<Record<string, string>> = INSTALLER_SCRIPTS,
): readonly ObjectManifest[] {
  const labels = labelsOf(options.release.name);
  const sha256 = scriptsDigest(scripts);
  const configMap = `${INSTALLER}-${sha256.slice(0, 10)}`;
  const inside = (name: string) => ({ name, namespace: NAMESPACE, labels });
  return [
    {
      apiVersion: 'v1',
      kind: 'Namespace',
      metadata: {
        name: NAMESPACE,
        // hostPath volumes are refused by the other standards.
        labels: { ...labels, [POD_SECURITY_LABEL]: 'privileged' },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'ServiceAccount',
      metadata: inside(INSTALLER),
    },
    // Before the rights that it limits.
    ...(options.admissionPolicy ? nodeRights(labels) : []),
    ...rights(labels),
    // Here, so that no pod needs the right to create one.
    { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: inside(INSTALLER) },
    {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata: inside(configMap),
      immutable: true,
      data: { ...scripts },
    },
    {
      apiVersion: 'apps/v1',
      kind: 'DaemonSet',
      metadata: inside(INSTALLER),
      spec: {
        selector: { matchLabels: SELECTOR_LABELS },
        updateStrategy: { type: 'RollingUpdate', rollingUpdate: { maxUnavailable: 1 } },
        template: {
          metadata: { labels, annotations: { [SCRIPTS_ANNOTATION]: sha256 } },
          spec: installerPodSpec(options, { configMap, sha256 }),
        },
      },
    },
    {
      apiVersion: 'node.k8s.io/v1',
      kind: 'RuntimeClass',
      metadata: { name: RUNTIME_CLASS, labels },
      handler: HANDLER,
      scheduling: {
        nodeSelector: { [GVISOR_LABEL]: 'true' },
        ...(options.tolerations.length > 0 ? { tolerations: options.tolerations } : {}),
      },
    },
  ];
}

/**
 * The sha256 over all scripts, as the pod works it out: of what `sha256sum` prints for them, in the
 * order of their names, so that names and borders count.
 */
export function scriptsDigest(scripts: Readonly<Record<string, string>>): string {
  const names = Object.keys(scripts).toSorted();
  return digestOf(names.map((name) => `${digestOf(scripts[name] ?? '')}  ${name}\n`).join(''));
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/**
 * What the ServiceAccount may: label nodes, read its own DaemonSet, hold its Lease, tell events of
 * nodes.
 */
function rights(labels: Readonly<Record<string, string>>): readonly ObjectManifest[] {
  const account = { kind: 'ServiceAccount', name: INSTALLER, namespace: NAMESPACE };
  const role = (
    kind: 'Role' | 'ClusterRole',
    metadata: ObjectManifest['metadata'],
    rules: object[],
  ) => [
    { apiVersion: `${RBAC}/v1`, kind, metadata, rules },
    {
      apiVersion: `${RBAC}/v1`,
      kind: `${kind}Binding`,
      metadata,
      roleRef: { apiGroup: RBAC, kind, name: metadata.name },
      subjects: [account],
    },
  ];
  return [
    ...role('ClusterRole', { name: CLUSTER_WIDE, labels }, [
      { apiGroups: [''], resources: ['nodes'], verbs: ['get', 'patch'] },
    ]),
    ...role('Role', { name: INSTALLER, namespace: NAMESPACE, labels }, [
      {
        apiGroups: ['apps'],
        resources: ['daemonsets'],
        resourceNames: [INSTALLER],
        verbs: ['get'],
      },
      {
        apiGroups: ['coordination.k8s.io'],
        resources: ['leases'],
        resourceNames: [INSTALLER],
        verbs: ['get', 'patch'],
      },
    ]),
    ...role('Role', { name: CLUSTER_WIDE, namespace: 'default', labels }, [
      { apiGroups: [''], resources: ['events'], verbs: ['create'] },
    ]),
  ];
}
