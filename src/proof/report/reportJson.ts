import type { CheckResult } from '../../model/isolation/checkResult.ts';
import { isContradiction } from '../../model/isolation/contradictions.ts';
import { inReportOrder, type CheckReport, summarize } from './checkReport.ts';
import { isClaimOpen, lacksRequired } from './requiredSandbox.ts';

/**
 * The version of the form; a field that is taken out or means something else makes the next one.
 * `schemas/check-report.schema.json` describes it.
 */
export const REPORT_FORM = 1;

/**
 * A report as JSON, for programs. What is not known is `null`; only one that is not complete has
 * `cancelledOf`, and only what kubectl read `readThrough`.
 */
export function reportJson(report: CheckReport): string {
  const { cluster, checkedAt, scope, cancelledOf, shard, required } = report;
  const { limits = [], unchecked = [] } = report;
  const { total, byVerdict, contradictions, broken, lacking } = summarize(report);
  const value = {
    version: REPORT_FORM,
    cluster,
    scope: scope ?? null,
    checkedAt,
    cancelledOf,
    shard,
    required: required ?? null,
    summary: {
      pods: total,
      verdicts: byVerdict,
      contradictions: contradictions.length,
      lessThanPromised: broken.length,
      lackRequired: lacking.length,
      claimNotKnown: report.pods.filter(isClaimOpen).length,
      notChecked: unchecked.length,
    },
    limits,
    notChecked: unchecked,
    pods: inReportOrder(report).map((pod) => podJson(pod, report)),
  };
  return `${JSON.stringify(value, undefined, 2)}\n`;
}

function podJson(pod: CheckResult, { required }: CheckReport) {
  return {
    namespace: pod.namespace,
    name: pod.name,
    uid: pod.uid,
    owner: pod.owner ?? null,
    sandbox: pod.sandbox
      ? {
          name: pod.sandbox.name,
          runtimeClass: pod.sandbox.runtimeClass || null,
          promise: pod.sandbox.promise,
          lessThanPromised: pod.sandbox.isLess,
        }
      : null,
    runtimeClass: pod.runtimeClass ?? null,
    handler: pod.handler ?? null,
    claim: pod.claim,
    claimKnown: !isClaimOpen(pod),
    verdict: pod.verdict,
    contradicts: isContradiction(pod),
    lacksRequired: lacksRequired(pod, required),
    readBy: pod.readBy ?? null,
    readThrough: pod.readThrough,
    kernel: pod.kernel ?? null,
    node: pod.node ?? null,
    nodeKernel: pod.nodeKernel ?? null,
    reason: pod.reason,
    evidence: pod.evidence,
  };
}
