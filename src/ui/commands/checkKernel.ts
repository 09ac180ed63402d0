import { commands, window } from 'vscode';
import { isAbort } from '../../base/abort.ts';
import { describeError, type Log } from '../../base/log.ts';
import { COMMANDS } from '../../ids.ts';
import type { CheckResult } from '../../model/checkResult.ts';
import { checkPods } from '../../proof/check.ts';
import { type Report, summarize, summaryText } from '../../proof/report.ts';
import type { PodScope } from '../../proof/selectPods.ts';
import type { Clusters } from '../clusters.ts';
import { withCancellableProgress } from '../progress.ts';
import type { ReadonlyDocuments } from '../documents/readonlyDocuments.ts';
import { askFallback, type ChosenFallback } from './askFallback.ts';
import { cancelledText } from './cancelledText.ts';
import { askScope } from './checkScope.ts';
import { commandSettings } from './commandSettings.ts';
import { showProblem } from './registerCommand.ts';
import { type CheckScope, scopeOfTargets } from './scopeOfTargets.ts';
import { isWorkload, scopeOfWorkload } from './scopeOfWorkload.ts';
import { sessionOf, targetsOf } from './target.ts';

/** Checks the kernel of what was clicked, or of what is asked for, and offers the report. */
export async function checkKernel(
  clusters: Clusters,
  documents: ReadonlyDocuments,
  log: Log,
  args: readonly unknown[],
): Promise<void> {
  const scope = args.some(isWorkload)
    ? await scopeOfWorkload(clusters, args)
    : (scopeOfTargets(targetsOf(args)) ?? (await askScope(clusters)));
  if (!scope) return;
  const report = await runCheck(clusters, log, scope);
  if (!report) return;
  // The message may stay for long: the command is done before it is answered.
  void offerReport(clusters, documents, log, scope, report).catch((error: unknown) => {
    if (isAbort(error)) return;
    log.error(describeError(error));
    void showProblem(error);
  });
}

async function runCheck(
  clusters: Clusters,
  log: Log,
  { cluster, scope }: CheckScope,
  chosen?: ChosenFallback,
): Promise<Report | undefined> {
  const { connection } = sessionOf(clusters, cluster);
  const results: CheckResult[] = [];
  let total = 0;
  const title = `Checking kernels in ${connection.cluster.name}`;
  const partial = (): Report => ({
    cluster: connection.cluster.name,
    checkedAt: new Date().toISOString(),
    pods: results,
  });
  try {
    const report = await withCancellableProgress(title, (progress, signal) =>
      checkPods({
        connection,
        scope,
        includeUnsandboxed: false,
        concurrency: commandSettings.checkConcurrency(),
        timeoutMs: commandSettings.checkTimeoutMs(),
        fallbacks: chosen ? [chosen.fallback] : [],
        signal,
        log,
        onProgress: (done, all, result) => {
          total = all;
          progress.report({
            message: `${done} of ${all}`,
            ...(done > 0 ? { increment: 100 / all } : {}),
          });
          if (!result) return;
          results.push(result);
          clusters.addResult(cluster, result);
        },
      }),
    );
    clusters.setLastReport(report);
    return report;
  } catch (error) {
    if (!isAbort(error)) throw error;
    if (results.length > 0) clusters.setLastReport(partial());
    void window.showInformationMessage(cancelledText(results.length, total, chosen?.way));
    return undefined;
  }
}

const SHOW = 'Show Report';
const OTHER = 'Check Another Way…';

/** Says what came out, and offers the report and, for pods that could not be read, another way. */
async function offerReport(
  clusters: Clusters,
  documents: ReadonlyDocuments,
  log: Log,
  { cluster }: CheckScope,
  report: Report,
): Promise<void> {
  if (report.pods.length === 0) {
    void window.showInformationMessage(
      'No pod here names a RuntimeClass: there is nothing to check.',
    );
    return;
  }
  const summary = summarize(report);
  const unread = report.pods.filter(isUnread);
  const say =
    summary.contradictions.length > 0 ? window.showWarningMessage : window.showInformationMessage;
  const chosen = await say(
    `Checked ${summaryText(summary)}.`,
    SHOW,
    ...(unread.length > 0 ? [OTHER] : []),
  );
  if (chosen === SHOW) await commands.executeCommand(COMMANDS.showLastReport);
  if (chosen !== OTHER) return;
  const { connection } = sessionOf(clusters, cluster);
  const fallback = await askFallback(connection, documents, log, unread);
  if (!fallback) return;
  const scope: PodScope = { kind: 'pods', pods: unread };
  const again = await runCheck(clusters, log, { cluster, scope }, fallback);
  if (again) await offerReport(clusters, documents, log, { cluster, scope }, again);
}

/** True for a running pod whose kernel exec could not tell; an ended or waiting one cannot be asked another way. */
export function isUnread({ verdict, evidence, node }: CheckResult): boolean {
  return (
    verdict === 'indeterminate' &&
    node !== undefined &&
    evidence.some(({ source }) => source === 'error')
  );
}
