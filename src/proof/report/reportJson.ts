import { isContradiction } from '../../model/isolation/contradictions.ts';
import { inReportOrder, type CheckReport } from './checkReport.ts';

/**
 * A report as JSON, for programs. What is not known is `null`; only one that is not complete has
 * `cancelledOf`.
 */
export function reportJson(report: CheckReport): string {
  const { cluster, checkedAt, cancelledOf } = report;
  const rows = inReportOrder(report).map((pod) => ({
    namespace: pod.namespace,
    name: pod.name,
    runtimeClass: pod.runtimeClass ?? null,
    handler: pod.handler ?? null,
    claim: pod.claim,
    verdict: pod.verdict,
    contradicts: isContradiction(pod),
    readBy: pod.readBy ?? null,
    kernel: pod.kernel ?? null,
    node: pod.node ?? null,
    nodeKernel: pod.nodeKernel ?? null,
    reason: pod.reason,
    evidence: pod.evidence,
  }));
  return `${JSON.stringify({ cluster, checkedAt, cancelledOf, pods: rows }, undefined, 2)}\n`;
}
