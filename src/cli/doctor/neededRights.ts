import type { ResourceAttributes } from '../../kube/api/accessReview.ts';
import { NAMESPACE } from '../../gvisor/manifest/installerNames.ts';

/** A right, and what is not there without it. */
export interface NeededRight {
  readonly right: ResourceAttributes;
  /** As what follows "without it". */
  readonly without: string;
  /** Whether nothing else is worth much without it. */
  readonly always: boolean;
}

const NODE_GROUP = 'node.k8s.io';

/** What the product asks of a cluster, the most needed first. */
export const NEEDED_RIGHTS: readonly NeededRight[] = [
  {
    right: { verb: 'list', group: '', resource: 'pods' },
    without: 'name a namespace that you may read',
    always: true,
  },
  {
    right: { verb: 'list', group: NODE_GROUP, resource: 'runtimeclasses' },
    without: 'what pods claim follows from the names of their classes alone',
    always: true,
  },
  {
    right: { verb: 'list', group: '', resource: 'nodes' },
    without: 'no node can be compared: many verdicts stay open',
    always: true,
  },
  {
    right: { verb: 'create', group: '', resource: 'pods', subresource: 'exec' },
    without: 'no kernel can be read by exec',
    always: true,
  },
  {
    right: { verb: 'patch', group: '', resource: 'pods', subresource: 'ephemeralcontainers' },
    without: 'no kernel is read by an ephemeral container',
    always: false,
  },
  {
    right: { verb: 'create', group: '', resource: 'pods' },
    without: 'no kernel is read by a canary pod',
    always: false,
  },
  {
    right: { verb: 'create', group: 'apps', resource: 'daemonsets', namespace: NAMESPACE },
    without: 'gVisor cannot be deployed',
    always: false,
  },
];
