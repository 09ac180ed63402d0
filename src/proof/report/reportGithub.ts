import { githubCommand } from '../../base/report/githubCommand.ts';
import { type CheckReport, inReportOrder } from './checkReport.ts';
import { cutText } from './cutText.ts';
import type { PlaceOf } from './reportPlace.ts';
import { podProblem } from './podProblem.ts';

/**
 * A report as workflow commands of GitHub Actions, one for each pod that is wrong or open, and for
 * what was not checked or leaves something open.
 */
export function reportGithub(report: CheckReport, placeOf: PlaceOf): string {
  const pods = inReportOrder(report).flatMap((pod) => {
    const problem = podProblem(pod, report);
    if (!problem) return [];
    const { rule: title, level, message } = problem;
    return [githubCommand({ level, ...placeOf(pod), title, message })];
  });
  const unchecked = (report.unchecked ?? []).map(({ object: title, why }) =>
    githubCommand({ level: 'error', title, message: `Not checked: ${why}.` }),
  );
  const message = cutText(report);
  const cut =
    message === undefined
      ? []
      : [githubCommand({ level: 'error', title: 'Not all', message: `${message}.` })];
  const limits = (report.limits ?? []).map(limitCommand);
  return [...unchecked, ...cut, ...limits, ...pods].join('');
}

/** What leaves something open, as a workflow command. */
export function limitCommand(limit: string): string {
  return githubCommand({ level: 'warning', title: 'What is open', message: `${limit}.` });
}
