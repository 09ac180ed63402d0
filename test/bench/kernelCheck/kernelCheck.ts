import { runChild } from '../child.ts';
import type { Figure } from '../figure.ts';
import type { Cost } from '../measure.ts';
import { startSimProcess } from '../simProcess.ts';

const PODS = 1000;

/** Checks the kernels of 1,000 pods, three times over to see whether memory grows. */
export async function benchKernelCheck(): Promise<readonly Figure[]> {
  await using sim = await startSimProcess(['--nodes', '100', '--pods', '5000']);
  const checked = await runChild<Cost & { heaps: number[]; pods: number; verdicts: object }>(
    'kernelCheck/checkKernels.ts',
    [String(PODS), sim.kubeconfig],
  );
  if (checked.pods !== PODS) throw new Error(`Only ${checked.pods} pods could be checked`);
  const [first = 0, ...later] = checked.heaps;
  const growth = Math.max(...later) - first;
  return [
    {
      what: `kernel check of ${PODS.toLocaleString('en')} pods`,
      value: `${checked.seconds.toFixed(1)} s (${JSON.stringify(checked.verdicts)})`,
      target: '< 20 s',
      reached: checked.seconds < 20,
    },
    {
      what: 'heap after the first and after two more such checks',
      value: checked.heaps.map((heap) => `${heap.toFixed(1)} MB`).join(', '),
      target: 'flat (+ 5 MB at most)',
      reached: growth <= 5,
    },
  ];
}
