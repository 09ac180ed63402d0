import type { KubeNode } from '../../model/node/node.ts';
import type { NodePool } from '../../model/node/nodePool.ts';
import { NO_POOL } from '../../model/node/nodePoolName.ts';
import { plainText } from '../../base/text/plainText.ts';
import type { GVisorRelease } from '../manifest/release.ts';
import { AKS_OS_SKU_LABEL, GVISOR_LABEL } from '../../model/labels.ts';
import { nodeIsolation } from '../../model/node/nodeIsolation.ts';
import { HANDLER } from '../manifest/installerNames.ts';

/** Whether gVisor can be put on a pool, and what a person should know before. */
export interface PoolVerdict {
  readonly verdict: 'fine' | 'warned' | 'refused';
  /** Clauses, the gravest first; empty for a pool that is fine. */
  readonly reasons: readonly string[];
}

/**
 * OS SKUs on which a DaemonSet cannot install gVisor, and why. Sources: AKS
 * azure-container-linux-limitations, use-azure-linux-os-guard, flatcar-preview-retirement,
 * azure-linux-retirement (2026-08).
 */
const REFUSED_SKUS: Readonly<Record<string, string>> = {
  AzureContainerLinux: 'Azure Container Linux has a verified, read-only /usr and enforces SELinux',
  AzureLinuxOSGuard: 'OS Guard verifies what runs on its nodes',
  Flatcar: 'Flatcar on AKS was retired in 2026',
  CBLMariner: 'Azure Linux 2.0 was retired in 2026',
  Mariner: 'Azure Linux 2.0 was retired in 2026',
};

/** Operating systems that have no way to install gVisor by a DaemonSet. */
const REFUSED_IMAGES: readonly (readonly [RegExp, string])[] = [
  [/talos/i, 'Talos takes gVisor as a system extension only'],
  [/bottlerocket/i, 'Bottlerocket cannot be changed by a DaemonSet'],
];

/**
 * Judges a pool by what its nodes tell. The installer checks the rest on each node, before it
 * changes anything.
 */
export function poolVerdict(pool: NodePool, release: GVisorRelease): PoolVerdict {
  const refusals = distinct([
    ...(pool.name === NO_POOL ? ['its nodes have no label that names their pool'] : []),
    ...pool.nodes.flatMap((node) => refusalsOf(node, release)),
  ]);
  if (refusals.length > 0) return { verdict: 'refused', reasons: refusals };
  const warnings = distinct([
    ...(pool.mode === 'system' ? ['a system pool: what the cluster needs runs there'] : []),
    ...pool.nodes.flatMap(warningsOf),
  ]);
  return { verdict: warnings.length > 0 ? 'warned' : 'fine', reasons: warnings };
}

function refusalsOf(node: KubeNode, { name, sha512 }: GVisorRelease): readonly string[] {
  if (node.os === 'windows') return ['Windows'];
  const reasons: string[] = [];
  if (nodeIsolation(node) === 'kata') {
    reasons.push('a Kata pool: it isolates pods already, and a failed change could break them');
  }
  const sku = REFUSED_SKUS[node.labels[AKS_OS_SKU_LABEL] ?? ''];
  const image = REFUSED_IMAGES.find(([pattern]) => pattern.test(node.osImage))?.[1];
  if (sku ?? image) reasons.push(sku ?? image ?? '');
  const digest = node.architecture === 'arm64' ? sha512.aarch64 : sha512.x86_64;
  if (!/^(?:amd64|arm64|)$/.test(node.architecture)) {
    reasons.push(`there is no gVisor for ${plainText(node.architecture, 40)}`);
  } else if (node.architecture !== '' && digest === undefined) {
    reasons.push(`no digest of the release ${name} is given for ${node.architecture}`);
  }
  if (isOlderThan(node.kernel, 5, 6)) reasons.push('its kernel is older than 5.6');
  const containerd = /^containerd:\/\/v?(.*)/.exec(node.containerRuntime)?.[1];
  if (node.containerRuntime !== '' && containerd === undefined) {
    reasons.push(`its container runtime is not containerd`);
  } else if (containerd !== undefined && isOlderThan(containerd, 1, 7)) {
    reasons.push(`its containerd ${plainText(containerd, 40)} is older than 1.7`);
  }
  if (node.handlers?.includes(HANDLER) && !(GVISOR_LABEL in node.labels)) {
    reasons.push('another installer put runsc there: remove that one first');
  }
  return reasons;
}

function warningsOf({ ready, name, taints }: KubeNode): readonly string[] {
  const startup = taints.find(({ key }) => key.startsWith('startup-taint'));
  return [
    ...(ready ? [] : [`${plainText(name, 100)} is not Ready`]),
    ...(startup ? ['it has a startup taint: take it off when the node runs gVisor'] : []),
  ];
}

/**
 * Whether a version such as `5.4.0-1094-azure` is known to be below another; what cannot be read is
 * not.
 */
function isOlderThan(version: string, major: number, minor: number): boolean {
  const match = /^(\d+)\.(\d+)/.exec(version);
  if (!match) return false;
  const [, ownMajor, ownMinor] = match.map(Number);
  if (ownMajor === undefined || ownMinor === undefined) return false;
  return ownMajor < major || (ownMajor === major && ownMinor < minor);
}

function distinct(items: readonly string[]): readonly string[] {
  return [...new Set(items)];
}
