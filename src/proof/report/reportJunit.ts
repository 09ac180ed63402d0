import { junitText, type TestCase } from '../../base/report/junit.ts';
import type { CheckResult } from '../../model/isolation/checkResult.ts';
import { type CheckReport, inReportOrder } from './checkReport.ts';
import { cutText } from './cutText.ts';
import { podProblem } from './podProblem.ts';

/**
 * A report in the XML of JUnit: a pod whose claim is broken or missing fails, one that is open is
 * an error, one that cannot be asked is skipped.
 */
export function reportJunit(report: CheckReport): string {
  const unchecked = (report.unchecked ?? []).map(({ object: name, why }): TestCase => ({
    className: report.cluster,
    name,
    outcome: { kind: 'error', message: `Not checked: ${why}.` },
  }));
  const message = cutText(report);
  const cut: readonly TestCase[] =
    message === undefined
      ? []
      : [
          {
            className: report.cluster,
            name: 'all pods',
            outcome: { kind: 'error', message: `${message}.` },
          },
        ];
  const limits = (report.limits ?? []).map((limit) => `${limit}.`);
  const pods = inReportOrder(report).map((pod): TestCase => {
    const outcome = outcomeOf(pod, report);
    return {
      className: `${report.cluster}/${pod.namespace}`,
      name: pod.name,
      ...(outcome ? { outcome } : {}),
    };
  });
  return junitText('aks-sandbox verify', [...unchecked, ...cut, ...pods], limits);
}

function outcomeOf(pod: CheckResult, report: CheckReport): TestCase['outcome'] {
  const problem = podProblem(pod, report);
  if (problem) {
    return { kind: problem.level === 'error' ? 'failure' : 'error', message: problem.message };
  }
  return pod.verdict === 'not-applicable' ? { kind: 'skipped', message: pod.reason } : undefined;
}
