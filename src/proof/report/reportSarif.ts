import { plainText } from '../../base/plainText.ts';
import { sarifText } from '../../base/report/sarif.ts';
import {
  type CheckResult,
  READ_BY_NAMES,
  VERDICT_NAMES,
} from '../../model/isolation/checkResult.ts';
import { ISOLATION_NAMES } from '../../model/isolation/isolation.ts';
import { inReportOrder, type CheckReport } from './checkReport.ts';
import { isClaimOpen, lacksRequired, type RequiredSandbox } from './requiredSandbox.ts';
import { isContradiction } from '../../model/isolation/contradictions.ts';

const RULES = [
  {
    id: 'sandbox-contradiction',
    shortDescription: { text: "A pod's kernel contradicts what its RuntimeClass promises" },
  },
  {
    id: 'sandbox-indeterminate',
    shortDescription: { text: 'It could not be found out what kernel a pod runs on' },
  },
  {
    id: 'sandbox-required',
    shortDescription: { text: 'A pod does not claim the sandbox that is required' },
  },
] as const;

type RuleId = (typeof RULES)[number]['id'];

/**
 * A report as SARIF 2.1.0, for code scanning: one result for each pod that is a contradiction, does
 * not claim what is required, or is indeterminate.
 */
export function reportSarif(report: CheckReport, version: string): string {
  const results = inReportOrder(report).flatMap((pod) => {
    const rule = ruleOf(pod, report.required);
    return rule ? [result(report, pod, rule)] : [];
  });
  const notes = [...(report.limits ?? []), ...(report.unchecked ?? []).map(({ why }) => why)];
  const toolExecutionNotifications = notes.map((note) => ({
    level: 'warning',
    message: { text: `${plainText(note, 500)}.` },
  }));
  const executionSuccessful = !report.unchecked?.length;
  const invocations = [{ executionSuccessful, toolExecutionNotifications }];
  return sarifText(version, RULES, results, { invocations });
}

function ruleOf(pod: CheckResult, required: RequiredSandbox | undefined): RuleId | undefined {
  if (isContradiction(pod)) return 'sandbox-contradiction';
  if (lacksRequired(pod, required)) return 'sandbox-required';
  return pod.verdict === 'indeterminate' || isClaimOpen(pod) ? 'sandbox-indeterminate' : undefined;
}

function result({ cluster }: CheckReport, pod: CheckResult, ruleId: RuleId) {
  const name = `${plainText(pod.namespace)}/${plainText(pod.name)}`;
  const text =
    ruleId === 'sandbox-required'
      ? `${name} claims ${ISOLATION_NAMES[pod.claim]}, not the sandbox that is required.`
      : `${name} claims ${ISOLATION_NAMES[pod.claim]}; verdict: ${VERDICT_NAMES[pod.verdict]}${pod.readBy === undefined ? '' : `, read by ${READ_BY_NAMES[pod.readBy]}`}. ${plainText(pod.reason, 500)}.`;
  return {
    ruleId,
    level: ruleId === 'sandbox-indeterminate' ? 'warning' : 'error',
    message: { text },
    locations: [
      {
        logicalLocations: [
          { fullyQualifiedName: `${plainText(cluster)}/${name}`, kind: 'resource' },
        ],
      },
    ],
    partialFingerprints: { pod: `${pod.uid}/${ruleId}` },
  };
}
