import { plainText } from '../../base/text/plainText.ts';
import { sarifText } from '../../base/report/sarif.ts';
import type { CheckResult } from '../../model/isolation/checkResult.ts';
import { type CheckReport, inReportOrder } from './checkReport.ts';
import { cutText } from './cutText.ts';
import type { PlaceOf } from './reportPlace.ts';
import { podProblem, type PodProblem, type ReportRule } from './podProblem.ts';

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
    id: 'sandbox-promise',
    shortDescription: { text: 'A pod asks for less than the template of its Sandbox promises' },
  },
  {
    id: 'sandbox-required',
    shortDescription: { text: 'A pod does not claim the sandbox that is required' },
  },
] as const satisfies readonly { readonly id: ReportRule; readonly shortDescription: object }[];

/**
 * A report as SARIF 2.1.0, for code scanning: one result for each pod that is a contradiction, does
 * not claim what is required, or is open, where `placeOf` finds it.
 */
export function reportSarif(report: CheckReport, version: string, placeOf: PlaceOf): string {
  const results = inReportOrder(report).flatMap((pod) => {
    const problem = podProblem(pod, report);
    return problem ? [result(report, pod, problem, placeOf)] : [];
  });
  const cut = cutText(report);
  const undone = [...(report.unchecked ?? []).map(({ why }) => why), ...(cut ? [cut] : [])];
  const notes = [...(report.limits ?? []), ...undone];
  const toolExecutionNotifications = notes.map((note) => ({
    level: 'warning',
    message: { text: `${plainText(note, 500)}.` },
  }));
  const executionSuccessful = undone.length === 0;
  const invocations = [{ executionSuccessful, toolExecutionNotifications }];
  return sarifText(version, RULES, results, { invocations });
}

function result(
  { cluster }: CheckReport,
  pod: CheckResult,
  { rule, level, message }: PodProblem,
  placeOf: PlaceOf,
) {
  const { file, line } = placeOf(pod);
  const name = `${plainText(pod.namespace)}/${plainText(pod.name)}`;
  return {
    ruleId: rule,
    level,
    message: { text: plainText(message, 1000) },
    locations: [
      {
        physicalLocation: {
          artifactLocation: { uri: file.split('/').map(encodeURIComponent).join('/') },
          region: { startLine: line },
        },
        logicalLocations: [
          { fullyQualifiedName: `${plainText(cluster)}/${name}`, kind: 'resource' },
        ],
      },
    ],
    partialFingerprints: { pod: `${pod.uid}/${rule}` },
  };
}
