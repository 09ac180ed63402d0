import { numberText } from '../../../base/text/count.ts';
import { isAbort } from '../../../base/abort.ts';
import type { Log } from '../../../base/log.ts';
import { COMMANDS } from '../../ids.ts';
import { COMMAND_TITLES } from '../../commandTitles.ts';
import { runCommand } from '../../runCommand.ts';
import { LOADING, valueOf } from '../../../model/cluster/loadable.ts';
import type { CheckResult } from '../../../model/isolation/checkResult.ts';
import { checkPods, reportOf } from '../../../proof/check/check.ts';
import { type CheckReport, withCheckedAgain } from '../../../proof/report/checkReport.ts';
import type { PodScope } from '../../../proof/selection/podScope.ts';
import { withCancellableProgress } from '../../progress.ts';
import { askFallback, type ChosenFallback } from './askFallback.ts';
import { cancelledText } from './cancelledText.ts';
import { anotherWay } from './anotherWay.ts';
import { checkedMessage, nothingRuns } from './checkedMessage.ts';
import { askScope } from './checkScope.ts';
import { commandSettings } from '../target/commandSettings.ts';
import { reportProblem } from '../../reportProblem.ts';
import { type CheckScope, scopeOfTargets } from './scopeOfTargets.ts';
import { isWorkload, workloadScope } from './workloadScope.ts';
import type { CommandContext } from '../target/commandContext.ts';
import { activeOrPicked, sessionOf } from '../target/target.ts';
import { targetsOf } from '../target/targetsOf.ts';
import { type Notice, showNotice } from '../../notifications.ts';

/** Checks the kernel of what was clicked, or of what is asked for, and offers the report. */
export async function checkKernel(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const scope = await scopeOf(context, args);
  if (!scope) return;
  const report = await runCheck(context, scope);
  if (!report) return;
  // The message may stay for long: the command is done before it is answered.
  void offerReport(context, scope, report).catch((error: unknown) =>
    reportProblem(context.log, error),
  );
}

/**
 * That of the workload of a manifest in the active cluster, of the selected rows, or one that is
 * asked for.
 */
async function scopeOf(
  context: CommandContext,
  args: readonly unknown[],
): Promise<CheckScope | undefined> {
  const workload = args.find(isWorkload);
  if (!workload) {
    const nodesOf = (cluster: string, pool: string) =>
      (valueOf(context.sessions.get(cluster)?.snapshot.nodes ?? LOADING) ?? [])
        .filter((node) => node.pool === pool)
        .map(({ name }) => name);
    return scopeOfTargets(targetsOf(args), nodesOf) ?? askScope(context);
  }
  const ref = await activeOrPicked(context, COMMAND_TITLES[COMMANDS.checkKernel]);
  return ref && workloadScope(ref, workload);
}

async function runCheck(
  context: CommandContext,
  { cluster, scope }: CheckScope,
  again?: { readonly earlier: CheckReport; readonly chosen: ChosenFallback },
): Promise<CheckReport | undefined> {
  const { connection } = await sessionOf(context, cluster);
  const results: CheckResult[] = [];
  let total = 0;
  const title = `Checking kernels in ${connection.cluster.name}`;
  /** Keeps the report for all to see; gives what it says of the pods that were checked now. */
  const keep = (report: CheckReport): CheckReport => {
    const whole = again ? withCheckedAgain(again.earlier, report) : report;
    context.results.setLastReport(whole, cluster);
    const checked = new Set(report.pods.map(({ uid }) => uid));
    return { ...report, pods: whole.pods.filter(({ uid }) => checked.has(uid)) };
  };
  try {
    const report = await withCancellableProgress(title, (progress, signal) =>
      checkPods({
        connection,
        scope,
        includeUnsandboxed: false,
        concurrency: commandSettings.checkConcurrency(),
        timeoutMs: commandSettings.checkTimeoutMs(),
        ...(again ? { readers: [again.chosen.reader] } : {}),
        signal,
        log: context.log,
        onProgress: (done, all, result) => {
          total = all;
          progress.report({
            message: `${numberText(done)} of ${numberText(all)}`,
            ...(done > 0 ? { increment: 100 / all } : {}),
          });
          if (!result) return;
          results.push(result);
          context.results.addPod(cluster, result);
        },
      }),
    );
    return keep(report);
  } catch (error) {
    if (!isAbort(error)) throw error;
    if (results.length > 0)
      keep({ ...reportOf({ connection, scope }, results), cancelledOf: total });
    const said = cancelledText(results.length, total, again?.chosen.way);
    const buttons = results.length > 0 ? [SHOW] : [];
    const notice = { severity: 'information', message: said } as const;
    void showNotice(context.log, notice, ...buttons).then((chosen) =>
      chosen === SHOW ? runCommand(COMMANDS.showLastReport) : undefined,
    );
    return undefined;
  }
}

const SHOW = 'Show Report';

/** Says that no pod of a workload runs, and offers to apply its manifest. */
async function offerToApply(log: Log, notice: Notice): Promise<void> {
  const apply = `${COMMAND_TITLES[COMMANDS.applyManifest]}…`;
  const chosen = await showNotice(log, notice, apply);
  if (chosen === apply) await runCommand(COMMANDS.applyManifest);
}

/** Says what came out, and offers the report and, where it tells more, another way to read. */
async function offerReport(
  context: CommandContext,
  { cluster, scope: checked, isOfManifest }: CheckScope,
  report: CheckReport,
): Promise<void> {
  const none = isOfManifest && nothingRuns(report, checked);
  if (none) return offerToApply(context.log, none);
  const other = anotherWay(report.pods);
  const buttons = [...(report.pods.length > 0 ? [SHOW] : []), ...(other ? [other.button] : [])];
  const chosen = await showNotice(context.log, checkedMessage(report), ...buttons);
  if (chosen === SHOW) await runCommand(COMMANDS.showLastReport);
  if (!other || chosen !== other.button) return;
  const { connection } = await sessionOf(context, cluster);
  const fallback = await askFallback(connection, context, other);
  if (!fallback) return;
  const scope: PodScope = { kind: 'pods', pods: other.pods };
  const last = context.results.lastReport;
  const earlier = last?.cluster === report.cluster ? last : report;
  const again = await runCheck(context, { cluster, scope }, { earlier, chosen: fallback });
  if (again) await offerReport(context, { cluster, scope }, again);
}
