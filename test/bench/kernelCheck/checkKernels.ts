// Checks the kernels of a cluster's pods: node checkKernels.ts HOW_MANY KUBECONFIG
import { nullLog } from '../../../src/base/log.ts';
import { checkPods } from '../../../src/proof/check/check.ts';
import { summarize } from '../../../src/proof/report/checkReport.ts';
import { selectPods } from '../../../src/proof/selection/selectPods.ts';
import { connectTo } from '../../simConnection.ts';
import { heapMB, measure } from '../measure.ts';

const [howMany = '1000', kubeconfig = ''] = process.argv.slice(2);
const connection = await connectTo(kubeconfig);
const { signal } = new AbortController();
const { targets } = await selectPods(connection, { kind: 'cluster' }, false, signal);
const pods = targets
  .filter(({ running }) => running.length > 0)
  .slice(0, Number(howMany))
  .map(({ pod }) => pod);
const options = {
  connection,
  scope: { kind: 'pods', pods },
  includeUnsandboxed: false,
  concurrency: 16,
  timeoutMs: 10_000,
  signal,
  log: nullLog,
} as const;
await checkPods({ ...options, scope: { kind: 'pods', pods: pods.slice(0, 50) } });
const first = heapMB();
const { cost, result } = await measure(() => checkPods(options));
const heaps = [first];
for (let round = 0; round < 2; round++) {
  await checkPods(options);
  heaps.push(heapMB());
}
console.log(
  JSON.stringify({
    ...cost,
    heaps,
    pods: result.pods.length,
    verdicts: summarize(result).byVerdict,
  }),
);
process.exit(0);
