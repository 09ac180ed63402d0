import { INSTALLER } from './installerNames.ts';
import type { InstallerOptions } from './installerOptions.ts';
import { OS_LABEL } from '../../model/labels.ts';

interface Mount {
  readonly name: string;
  readonly mountPath: string;
  readonly readOnly?: true;
  readonly volume: object;
  /** Why it is needed; a comment of the manifest. */
  readonly why: string;
}

function hostPath(path: string, type = 'Directory'): object {
  return { hostPath: { path, type } };
}

/** Every folder that the pod has, and why. Tried on real nodes: with fewer a step fails. */
export const MOUNTS: readonly Mount[] = [
  {
    name: 'scripts',
    mountPath: '/installer',
    readOnly: true,
    volume: {},
    why: 'The installer itself.',
  },
  {
    name: 'tmp',
    mountPath: '/tmp',
    volume: { emptyDir: { medium: 'Memory', sizeLimit: '16Mi' } },
    why: 'Scratch space: the image is read-only.',
  },
  {
    name: 'host',
    mountPath: '/host',
    volume: { emptyDir: { medium: 'Memory', sizeLimit: '16Mi' } },
    why: 'An empty folder in memory: the root into which the folders below are put.',
  },
  {
    name: 'usr',
    mountPath: '/host/usr',
    readOnly: true,
    volume: hostPath('/usr'),
    why: "The node's programs, to read and run: containerd, ctr, curl, systemctl.",
  },
  {
    name: 'containerd-config',
    mountPath: '/host/etc/containerd',
    volume: hostPath('/etc/containerd'),
    why: "To write: containerd's configuration. The folder, as a file cannot be replaced atomically.",
  },
  {
    name: 'ssl',
    mountPath: '/host/etc/ssl',
    readOnly: true,
    volume: hostPath('/etc/ssl'),
    why: 'Certificate authorities, for the download (Ubuntu).',
  },
  {
    name: 'pki',
    mountPath: '/host/etc/pki',
    readOnly: true,
    volume: hostPath('/etc/pki', 'DirectoryOrCreate'),
    why: 'Certificate authorities, for the download (Azure Linux).',
  },
  {
    name: 'opt',
    mountPath: '/host/opt/aks-sandbox',
    volume: hostPath('/opt/aks-sandbox', 'DirectoryOrCreate'),
    why: "To write: gVisor's files, the backup of the configuration, the lock of the node.",
  },
  {
    name: 'containerd',
    mountPath: '/host/run/containerd',
    readOnly: true,
    volume: hostPath('/run/containerd'),
    why: "containerd's socket, to see that it serves and to run one probe under runc and one under runsc.",
  },
  {
    name: 'dbus',
    mountPath: '/host/run/dbus',
    readOnly: true,
    volume: hostPath('/run/dbus'),
    why: 'The system bus, to restart containerd by its unit and to set the timer for the rollback. Like the socket above it is as good as root on the node.',
  },
];

/**
 * Copies the scripts and runs them if they are what this DaemonSet was applied with: a ConfigMap
 * that was changed alone does nothing on a node.
 */
const START = `mkdir -p /tmp/scripts && cp -L /installer/*.sh /tmp/scripts/ &&
(cd /tmp/scripts && sha256sum -- *.sh) | sha256sum | grep -q "^$SCRIPTS_SHA256 " || {
  echo 'The scripts in the ConfigMap are not those that this DaemonSet was applied with: nothing is done.'
  sleep 30
  exit 1
}
exec sh /tmp/scripts/install.sh
`;

/**
 * The nodes of the pools, or single ones of them: any of the terms has to be met. A field is
 * compared with one name alone (Kubernetes API reference, NodeSelectorRequirement, 1.36).
 */
function selectorTerms(pools: InstallerOptions['pools'], onlyNodes: readonly string[] | undefined) {
  const matchExpressions = [{ key: pools.label, operator: 'In', values: [...pools.names] }];
  if (!onlyNodes) return [{ matchExpressions }];
  return onlyNodes.map((node) => ({
    matchExpressions,
    matchFields: [{ key: 'metadata.name', operator: 'In', values: [node] }],
  }));
}

/** The pod of the installer: unprivileged but for SYS_CHROOT and the folders above. */
export function installerPodSpec(
  { pools, onlyNodes, release, mirror, image }: InstallerOptions,
  scripts: { readonly configMap: string; readonly sha256: string },
) {
  return {
    serviceAccountName: INSTALLER,
    priorityClassName: 'system-node-critical',
    terminationGracePeriodSeconds: 600,
    nodeSelector: { [OS_LABEL]: 'linux' },
    affinity: {
      nodeAffinity: {
        requiredDuringSchedulingIgnoredDuringExecution: {
          nodeSelectorTerms: selectorTerms(pools, onlyNodes),
        },
      },
    },
    tolerations: [{ operator: 'Exists' }],
    containers: [
      {
        name: 'installer',
        image,
        imagePullPolicy: 'IfNotPresent',
        command: ['/bin/sh', '-c', START],
        env: [
          { name: 'NODE_NAME', valueFrom: { fieldRef: { fieldPath: 'spec.nodeName' } } },
          { name: 'NAMESPACE', valueFrom: { fieldRef: { fieldPath: 'metadata.namespace' } } },
          { name: 'DAEMONSET', value: INSTALLER },
          { name: 'RELEASE', value: release.name },
          { name: 'SHA512_X86_64', value: release.sha512.x86_64 ?? '' },
          { name: 'SHA512_AARCH64', value: release.sha512.aarch64 ?? '' },
          { name: 'MIRROR', value: mirror.replace(/\/+$/, '') },
          { name: 'SCRIPTS_SHA256', value: scripts.sha256 },
        ],
        securityContext: {
          privileged: false,
          allowPrivilegeEscalation: false,
          readOnlyRootFilesystem: true,
          runAsUser: 0,
          capabilities: { drop: ['ALL'], add: ['SYS_CHROOT'] },
          seccompProfile: { type: 'RuntimeDefault' },
        },
        readinessProbe: {
          exec: { command: ['test', '-e', '/tmp/installer/ready'] },
          periodSeconds: 5,
          timeoutSeconds: 5,
          failureThreshold: 3,
        },
        livenessProbe: {
          exec: {
            command: ['sh', '-c', 'find /tmp/installer/alive -mmin -30 | grep -q .'],
          },
          initialDelaySeconds: 60,
          periodSeconds: 60,
          timeoutSeconds: 10,
          failureThreshold: 5,
        },
        resources: {
          requests: { cpu: '10m', memory: '16Mi' },
          limits: { memory: '256Mi' },
        },
        volumeMounts: MOUNTS.map(({ name, mountPath, readOnly }) => ({
          name,
          mountPath,
          ...(readOnly ? { readOnly } : {}),
        })),
      },
    ],
    volumes: MOUNTS.map(({ name, volume }) =>
      name === 'scripts' ? { name, configMap: { name: scripts.configMap } } : { name, ...volume },
    ),
  };
}
