import { markdownCode, markdownText } from '../../base/text/plainText.ts';
import { capabilityOf } from '../../model/runtimeClass/capability.ts';
import { classProblems } from '../../model/runtimeClass/classProblem.ts';
import { claimsSandbox } from '../../model/isolation/claim.ts';
import { ISOLATION_NAMES } from '../../model/isolation/isolation.ts';
import type { RuntimeClass } from '../../model/runtimeClass/runtimeClass.ts';
import type { Facts } from '../facts/facts.ts';
import { selectorText } from '../../model/kubernetes/labelSelector.ts';
import { count } from '../../base/text/count.ts';

/**
 * containerd dials the port outside of the sandbox, where nothing listens (containerd#6638,
 * gvisor#3811, kata-containers#10843).
 */
const PORT_FORWARD =
  '`kubectl port-forward` to its pods is refused: use a Service, or `kubectl exec`. Probes, logs and `kubectl cp` work.';

/** What is known of a class: what it does, what it costs, where it can run. */
export function classMarkdown(runtimeClass: RuntimeClass, facts: Facts): string {
  const { name, handler, isolation, overhead, nodeSelector, tolerations } = runtimeClass;
  const rows = [
    `**${markdownText(name)}** · ${isolation === 'unknown' ? 'isolation unknown' : ISOLATION_NAMES[isolation]}`,
    `Handler ${markdownCode(handler)}`,
    overhead
      ? `Overhead on the node: ${Object.entries(overhead)
          .map(([key, value]) => `${markdownText(value)} ${markdownText(key)}`)
          .join(', ')}`
      : 'No overhead',
  ];
  if (claimsSandbox(isolation)) rows.push(PORT_FORWARD);
  if (Object.keys(nodeSelector).length > 0) {
    rows.push(`Selects ${markdownCode(selectorText(nodeSelector))}`);
  }
  if (tolerations.length > 0) {
    const keys = tolerations.map(({ key }) => markdownCode(key ?? 'everything')).join(', ');
    rows.push(`Tolerates ${keys}`);
  }
  if (facts.nodes.state === 'unknown') return rows.join('\n\n');
  const nodes = facts.nodes.items;
  const capability = capabilityOf(runtimeClass, nodes);
  const { capable } = capability;
  const pools = [...new Set(capable.map(({ pool }) => pool))].toSorted();
  const where = pools.length > 0 ? ` in ${pools.map((pool) => markdownText(pool)).join(', ')}` : '';
  rows.push(`${count(capable.length, 'capable node')}${where}`);
  for (const problem of classProblems(runtimeClass, capability, nodes.length)) {
    rows.push(`⚠ ${markdownText(problem.text, 400)}`);
  }
  return rows.join('\n\n');
}
