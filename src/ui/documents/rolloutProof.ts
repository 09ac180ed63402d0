import { markdownTable } from '../../base/report/markdownTable.ts';
import { count, numberText } from '../../base/text/count.ts';
import { markdownCode, markdownText } from '../../base/text/plainText.ts';
import { timeText } from '../../base/text/timeText.ts';
import type { Rollout } from '../../gvisor/deploy/rollout.ts';
import { type ReachedCluster, unverifiedLimits } from '../../model/cluster/unverified.ts';
import { type CheckResult, VERDICT_NAMES } from '../../model/isolation/checkResult.ts';
import { gvisorText } from '../../model/node/gvisorNode.ts';
import type { KubeNode } from '../../model/node/node.ts';

/** What came out of a rollout, with the proofs of canary pods by the names of their nodes. */
export interface RolloutProof {
  readonly cluster: ReachedCluster;
  readonly release: string;
  /** ISO 8601. */
  readonly provenAt: string;
  readonly rollout: Rollout;
  readonly proofs: readonly CheckResult[];
}

/** The proof of a rollout as Markdown: each node, what the installer says, what a pod proved. */
export function rolloutProof(proof: RolloutProof): string {
  const { cluster, release, provenAt } = proof;
  const nodes = nodesOf(proof);
  const proven = nodes.filter(({ result }) => result?.verdict === 'gvisor').length;
  return [
    `# gVisor on the nodes of ${markdownText(cluster.name)}`,
    '',
    `Release ${markdownText(release, 100)}. On ${timeText(provenAt)} pods of the RuntimeClass, one on each node that was ready, proved ${numberText(proven)} of ${count(nodes.length, 'node')}. Each pod is deleted again; one that cannot be ends by itself within two minutes.`,
    '',
    ...unverifiedLimits(cluster).flatMap((limit) => [`${markdownText(limit, 500)}.`, '']),
    ...markdownTable(
      ['Node', 'Installer', 'Proof', 'Kernel in the pod', "Node's kernel", 'Reason'],
      nodes.map(({ node, result }) => [
        markdownCode(node.name),
        markdownText(installerText(node), 500),
        result ? VERDICT_NAMES[result.verdict] : 'not proven',
        markdownCode(result?.kernel ?? ''),
        markdownCode(node.kernel),
        markdownText(result?.reason ?? '', 500),
      ]),
    ),
    '',
  ].join('\n');
}

/** The same as JSON, for programs. What is not known is `null`. */
export function rolloutProofJson(proof: RolloutProof): string {
  const { cluster, release, provenAt } = proof;
  const nodes = nodesOf(proof).map(({ node, result }) => ({
    node: node.name,
    installer: installerText(node),
    verdict: result?.verdict ?? null,
    kernel: result?.kernel ?? null,
    nodeKernel: node.kernel,
    reason: result?.reason ?? null,
    evidence: result?.evidence ?? [],
  }));
  const { name } = cluster;
  const limits = unverifiedLimits(cluster);
  const value = { version: 1, cluster: name, release, provenAt, limits, nodes };
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function nodesOf({ rollout, proofs }: RolloutProof) {
  const { ready, stopped, pending } = rollout;
  return [...stopped, ...pending, ...ready].map((node) => ({
    node,
    result: proofs.find(({ name }) => name === node.name),
  }));
}

function installerText({ gvisor }: KubeNode): string {
  if (!gvisor) return 'not begun';
  return gvisorText(gvisor) || `ready, ${gvisor.release}`;
}
