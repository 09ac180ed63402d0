import { markdownCode, markdownText } from '../../base/text/plainText.ts';
import type { PoolRecord } from '../../model/aks/joinPools.ts';
import type { ClusterSummary } from '../../model/cluster/clusterSummary.ts';
import type { CheckResult } from '../../model/isolation/checkResult.ts';
import { ISOLATION_NAMES } from '../../model/isolation/isolation.ts';
import type { KubeNode } from '../../model/node/node.ts';
import { nodeIsolation } from '../../model/node/nodeIsolation.ts';
import { classProblems } from '../../model/runtimeClass/classProblem.ts';
import type { RuntimeClass } from '../../model/runtimeClass/runtimeClass.ts';
import { classFacts } from '../../model/tree/facts/classFacts.ts';
import { kubeNodeFacts, nodeStatus } from '../../model/tree/facts/kubeNodeFacts.ts';
import { poolFacts } from '../../model/tree/facts/poolFacts.ts';
import { type Column, detailsPage, podsPart, problemLines, tablePart } from './detailsPage.ts';

/** What of a cluster a page about a class, a pool or a node is made of. */
export interface PlaceSource {
  readonly summary: ClusterSummary;
  /** By a pod's uid. */
  readonly results: ReadonlyMap<string, CheckResult>;
  /** What canary pods proved, by the node's name. */
  readonly nodeResults: ReadonlyMap<string, CheckResult>;
  readonly now: number;
}

/** A RuntimeClass: what it is, the nodes that can run it, and its pods. */
export function classDetails(
  one: RuntimeClass,
  { summary, results, nodeResults }: PlaceSource,
): string {
  const { capabilities, podIndex, nodes } = summary;
  const capability = capabilities?.get(one.name);
  const pods = podIndex?.all().filter(({ pod }) => pod.runtimeClass === one.name);
  return detailsPage(
    `RuntimeClass ${markdownText(one.name)}`,
    classFacts(one, capability, ''),
    problemLines(classProblems(one, capability, nodes?.length ?? 0).map(({ text }) => text)),
    capability ? nodesPart('Capable nodes', capability.capable, nodeResults) : '',
    podsPart(pods, results, ['RuntimeClass', 'Claims']),
  );
}

/** A node: what it is and can do, and its pods. */
export function nodeDetails(
  node: KubeNode,
  { summary, results, nodeResults }: PlaceSource,
): string {
  const proof = node.gvisor?.serves ? nodeResults.get(node.name) : undefined;
  return detailsPage(
    `Node ${markdownText(node.name)}`,
    [['Node pool', markdownText(node.pool)], ...kubeNodeFacts(node, proof)],
    podsPart(
      summary.podIndex?.all().filter(({ pod }) => pod.node === node.name),
      results,
      ['Node'],
    ),
  );
}

/** A node pool: what its nodes and Azure say, its nodes, and their pods. */
export function poolDetails(
  { name, pool, azure }: PoolRecord,
  { summary, results, nodeResults, now }: PlaceSource,
): string {
  const nodes = new Set(pool.nodes.map((node) => node.name));
  return detailsPage(
    `Node pool ${markdownText(name)}`,
    poolFacts(pool, azure, now),
    summary.nodes
      ? nodesPart('Nodes', pool.nodes, nodeResults, false)
      : '## Nodes\n\nNot known: the nodes of this cluster are not known here.',
    podsPart(
      summary.nodes &&
        summary.podIndex
          ?.all()
          .filter(({ pod: { node } }) => node !== undefined && nodes.has(node)),
      results,
    ),
  );
}

function nodesPart(
  heading: string,
  nodes: readonly KubeNode[],
  nodeResults: ReadonlyMap<string, CheckResult>,
  withPool = true,
): string {
  const proof: Column<KubeNode> = [
    'Proof',
    ({ name }) => markdownText(nodeResults.get(name)?.reason ?? '', 200),
  ];
  return tablePart(heading, 'node', nodes, [
    ['Node', ({ name }) => markdownCode(name)],
    ...(withPool ? [POOL] : []),
    ['Status', nodeStatus],
    ['Sandbox', (node) => ISOLATION_NAMES[nodeIsolation(node)]],
    ['Kernel', ({ kernel }) => markdownCode(kernel)],
    ...(nodes.some(({ name }) => nodeResults.has(name)) ? [proof] : []),
  ]);
}

const POOL: Column<KubeNode> = ['Pool', ({ pool }) => markdownText(pool)];
