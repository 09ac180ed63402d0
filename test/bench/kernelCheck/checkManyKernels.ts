// Checks the kernels of many pods, of which each twentieth is gone, hangs or may not be asked:
// node checkManyKernels.ts HOW_MANY all|healthy KUBECONFIG
import { nullLog } from '../../../src/base/log.ts';
import { prepareExec } from '../../../src/kube/exec/exec.ts';
import { checkTargets } from '../../../src/proof/check/check.ts';
import type { CheckTarget } from '../../../src/proof/selection/checkTarget.ts';
import { summarize } from '../../../src/proof/report/checkReport.ts';
import { readHandlers } from '../../../src/proof/selection/readHandlers.ts';
import { selectPods } from '../../../src/proof/selection/selectPods.ts';
import type { FaultAction } from '../../sim/faults/fault.ts';
import { connectTo } from '../../simConnection.ts';

const EACH = 20;
const BAD: readonly FaultAction[] = [
  { kind: 'status', code: 404, message: 'pods not found' },
  { kind: 'stall', afterBytes: 0 },
  { kind: 'status', code: 403, message: 'cannot create resource "pods/exec"' },
];

const [howMany = '20000', which = 'all', kubeconfig = ''] = process.argv.slice(2);
const connection = await connectTo(kubeconfig);
const { signal } = new AbortController();
const subject = { cluster: 'sim', verb: 'steer', object: 'the simulation', rights: 'none' };
const requests = async (): Promise<number> => {
  const state = await connection.json<{ requests: Readonly<Record<string, number>> }>({
    path: '/sim/state',
    subject,
    signal,
  });
  return Object.values(state.requests).reduce((sum, count) => sum + count, 0);
};
const isBad = (at: number): boolean => at % EACH === EACH - 1;

const { targets } = await selectPods(connection, { kind: 'cluster' }, false, signal);
const chosen = targets.filter(({ running }) => running.length > 0).slice(0, Number(howMany));
const bad = chosen.filter((_, at) => isBad(at));
const faults = bad.map(({ pod: { namespace, name } }, at) => ({
  resource: 'pods/exec',
  namespace,
  name,
  action: BAD[at % BAD.length],
}));
await connection.json({ method: 'POST', path: '/sim/faults', body: faults, subject, signal });
const handlers = await readHandlers(connection, signal);
await prepareExec(connection, signal);
const options = {
  connection,
  scope: { kind: 'cluster' },
  includeUnsandboxed: false,
  concurrency: 16,
  timeoutMs: 10_000,
  signal,
  log: nullLog,
} as const;
const check = async (pods: readonly CheckTarget[]) => {
  const isHealthy = new Set(pods.filter((one) => !bad.includes(one)).map(({ pod }) => pod.uid));
  const began = performance.now();
  let healthySeconds = 0;
  const report = await checkTargets(pods, handlers, {
    ...options,
    onProgress: (_done, _total, result) => {
      if (!result || !isHealthy.has(result.uid)) return;
      healthySeconds = (performance.now() - began) / 1000;
    },
  });
  return { report, healthySeconds, seconds: (performance.now() - began) / 1000 };
};
await check(chosen.filter((_, at) => !isBad(at)).slice(0, 50));
const before = await requests();
const { report, ...times } = await check(
  which === 'all' ? chosen : chosen.filter((_, at) => !isBad(at)),
);
console.log(
  JSON.stringify({
    ...times,
    pods: report.pods.length,
    verdicts: summarize(report).byVerdict,
    requestsPerPod: ((await requests()) - before) / report.pods.length,
    peakMB: process.resourceUsage().maxRSS / 1000,
  }),
);
process.exit(0);
