import type { ResourceAttributes } from '../../kube/api/accessReview.ts';
import { NAMESPACE } from '../../gvisor/manifest/installerNames.ts';

/** A right, and what is not there without it. */
export interface NeededRight {
  /** Without a namespace it is asked for in all of them, or is one of the cluster. */
  readonly right: ResourceAttributes;
  readonly isOfCluster?: boolean;
  /** As what follows "without it". */
  readonly without: string;
  /** The next step, where it is not to ask for the right. */
  readonly next?: string;
  /** Whether nothing else is worth much without it. */
  readonly always: boolean;
}

const NODE_GROUP = 'node.k8s.io';
const EXEC = { group: '', resource: 'pods', subresource: 'exec' };
/** Of 1.x: a WebSocket, which is a GET, needs the right to create there as well. */
const CREATE_SINCE = 35;

/** What the product asks of a cluster of that version, the most needed first. */
export function neededRights(version: string): readonly NeededRight[] {
  const minor = Number(/^1\.(\d+)/.exec(version)?.[1] ?? CREATE_SINCE);
  return [
    {
      right: { verb: 'list', group: '', resource: 'pods' },
      without: 'no pod can be found',
      next: 'Ask for it, or choose a context with a namespace that you may read.',
      always: true,
    },
    {
      right: { verb: 'list', group: NODE_GROUP, resource: 'runtimeclasses' },
      isOfCluster: true,
      without: 'what pods claim follows from the names of their classes alone',
      always: true,
    },
    {
      right: { verb: 'get', group: '', resource: 'nodes' },
      isOfCluster: true,
      without: 'no pod can be compared with its node: many verdicts stay open',
      always: true,
    },
    {
      right: { verb: 'list', group: '', resource: 'nodes' },
      isOfCluster: true,
      without: 'the tree shows no nodes, and where pods could run is not known',
      always: false,
    },
    {
      right: { verb: 'get', ...EXEC },
      without: 'no kernel can be read by exec, but through an installed kubectl',
      always: true,
    },
    {
      right: { verb: 'create', ...EXEC },
      without:
        minor >= CREATE_SINCE
          ? 'no kernel can be read by exec'
          : 'exec takes no installed kubectl, and none at all from Kubernetes 1.35 on',
      always: minor >= CREATE_SINCE,
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
}
