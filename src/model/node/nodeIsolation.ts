import { type Isolation, isolationOf } from '../isolation/isolation.ts';
import { AKS_KATA_LABELS, AKS_NODE_IMAGE_LABEL, GVISOR_LABEL } from '../labels.ts';
import type { KubeNode } from './node.ts';

/**
 * The isolation of one node: from the handlers it serves, else from the labels that AKS or the
 * installer set.
 */
export function nodeIsolation(node: Pick<KubeNode, 'labels' | 'handlers' | 'os'>): Isolation {
  if (AKS_KATA_LABELS.some((label) => node.labels[label] === 'true')) return 'kata';
  if (/katagen2/i.test(node.labels[AKS_NODE_IMAGE_LABEL] ?? '')) return 'kata';
  const served = new Set((node.handlers ?? []).map(isolationOf));
  if (served.has('kata')) return 'kata';
  if (served.has('gvisor')) return 'gvisor';
  if (node.labels[GVISOR_LABEL] === 'true') return 'gvisor';
  return node.handlers || node.os === 'windows' ? 'none' : 'unknown';
}
