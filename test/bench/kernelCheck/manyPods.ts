import { runChild } from '../child.ts';
import type { Figure } from '../figure.ts';
import { startSimProcess } from '../simProcess.ts';

const PODS = 20_000;
/** Of the generated pods three in five name a RuntimeClass. */
const GENERATED = 34_000;

interface Checked {
  readonly seconds: number;
  /** When the last pod that can be read was. */
  readonly healthySeconds: number;
  readonly pods: number;
  readonly verdicts: object;
  readonly requestsPerPod: number;
  readonly peakMB: number;
}

/**
 * Checks 20,000 pods of which 1,000 are gone, hang or may not be asked, beside the other 19,000 alone: whether those
 * hold up the rest.
 */
export async function benchManyPods(): Promise<readonly Figure[]> {
  await using sim = await startSimProcess(['--nodes', '700', '--pods', String(GENERATED)]);
  const check = (which: 'all' | 'healthy') =>
    runChild<Checked>('kernelCheck/checkManyKernels.ts', [String(PODS), which, sim.kubeconfig]);
  const before = await check('healthy');
  const all = await check('all');
  const after = await check('healthy');
  if (all.pods !== PODS) throw new Error(`Only ${all.pods} pods could be checked`);
  // The machine may have had more to do in one of them.
  const healthySeconds = (before.seconds + after.seconds) / 2;
  const ratio = all.healthySeconds / healthySeconds;
  const what = '20,000 pods, 1,000 of them gone, hanging or forbidden';
  return [
    {
      what: `kernel check of ${what}`,
      value: `${all.seconds.toFixed(0)} s (${JSON.stringify(all.verdicts)})`,
      target: '< 400 s',
      reached: all.seconds < 400,
    },
    {
      what: 'until the 19,000 others are read, beside a check of those alone',
      value: `${ratio.toFixed(2)}× (${all.healthySeconds.toFixed(0)} s; ${before.seconds.toFixed(0)} s before, ${after.seconds.toFixed(0)} s after)`,
      target: '< 1.25×',
      reached: ratio < 1.25,
    },
    {
      what: `requests for each of ${what}`,
      value: all.requestsPerPod.toFixed(2),
      target: '< 2.1',
      reached: all.requestsPerPod < 2.1,
    },
    {
      what: `most memory while ${what}, are checked; the others alone`,
      value: `${all.peakMB.toFixed(0)} MB; ${after.peakMB.toFixed(0)} MB`,
      target: '< 500 MB',
      reached: all.peakMB < 500,
    },
  ];
}
