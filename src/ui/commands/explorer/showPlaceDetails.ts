import { UserError } from '../../../base/problem.ts';
import { plainText } from '../../../base/text/plainText.ts';
import { aksKey } from '../../../model/aks/aksCluster.ts';
import { joinPools } from '../../../model/aks/joinPools.ts';
import { clusterSummary } from '../../../model/cluster/clusterSummary.ts';
import { LOADING, valueOf } from '../../../model/cluster/loadable.ts';
import { NOTHING_KNOWN } from '../../../model/cluster/snapshot.ts';
import type { TreeTarget } from '../../../model/tree/treeNode.ts';
import {
  classDetails,
  nodeDetails,
  type PlaceSource,
  poolDetails,
} from '../../documents/placeDetails.ts';
import type { CommandContext } from '../target/commandContext.ts';

type Target<Kind> = Extract<TreeTarget, { kind: Kind }>;

/** Shows a RuntimeClass: what it is, the nodes that can run it, and its pods. */
export async function showClassDetails(
  context: CommandContext,
  { cluster, name }: Target<'runtimeClass'>,
): Promise<void> {
  const source = sourceOf(context, cluster);
  const found = source.summary.runtimeClasses?.find((one) => one.name === name);
  if (!found) throw gone(`RuntimeClass ${name}`);
  await show(context, cluster, `RuntimeClass ${name}`, classDetails(found, source));
}

/** Shows a node: what it is and can do, and its pods. */
export async function showNodeDetails(
  context: CommandContext,
  { cluster, name }: Target<'node'>,
): Promise<void> {
  const source = sourceOf(context, cluster);
  const found = source.summary.nodes?.find((one) => one.name === name);
  if (!found) throw gone(`node ${name}`);
  await show(context, cluster, `Node ${name}`, nodeDetails(found, source));
}

/** Shows a node pool: what its nodes and Azure say, its nodes, and their pods. */
export async function showPoolDetails(
  context: CommandContext,
  { cluster, name }: Target<'nodePool'>,
): Promise<void> {
  const source = sourceOf(context, cluster);
  const aks = context.clusters.ref(cluster)?.aks;
  const azure = (aks && context.azure.parts?.pools.of(aksKey(aks.id))) ?? LOADING;
  const pools = joinPools(source.summary.pools ?? [], valueOf(azure) ?? []);
  const found = pools.find((one) => one.name === name);
  if (!found) throw gone(`node pool ${name}`);
  await show(context, cluster, `Node pool ${name}`, poolDetails(found, source));
}

/** What the tree shows now: nothing is read for a page about it. */
function sourceOf({ sessions, results }: CommandContext, cluster: string): PlaceSource {
  // Of a cluster that cannot be reached only what Azure says is known.
  const known = sessions.get(cluster)?.snapshot ?? NOTHING_KNOWN;
  return {
    summary: clusterSummary(known),
    results: results.pods(cluster),
    nodeResults: results.nodes(cluster),
    now: Date.now(),
  };
}

async function show(
  { clusters, documents }: CommandContext,
  cluster: string,
  title: string,
  text: string,
): Promise<void> {
  await documents.showMarkdown([clusters.ref(cluster)?.name ?? '', `${title}.md`], text);
}

function gone(what: string): UserError {
  return new UserError({
    kind: 'not-found',
    what: `The ${plainText(what)} is no longer there`,
    next: 'Refresh the cluster.',
    retryable: false,
  });
}
