import { runChild } from '../child.ts';
import type { Figure } from '../figure.ts';
import type { Cost } from '../measure.ts';
import { startSimProcess } from '../simProcess.ts';

const SECONDS = 60;

/** Follows 1,000 changes a second for a minute, with the tree drawn as the sidebar does. */
export async function benchFollowing(): Promise<readonly Figure[]> {
  await using sim = await startSimProcess(['--nodes', '1000', '--pods', '10000']);
  const followed = await runChild<Cost & { drawn: number; wrong: number; pods: number }>(
    'reading/followEvents.ts',
    [String(SECONDS), sim.kubeconfig],
  );
  const share = (followed.cpuSeconds / followed.seconds) * 100;
  const what = `1,000 watch events a second for ${SECONDS} s`;
  return [
    {
      what: `${what}: CPU`,
      value: `${share.toFixed(1)} % of a core, drawn ${followed.drawn} times`,
      target: '< 15 %',
      reached: share < 15,
    },
    {
      what: `${what}: pods that are wrong afterwards`,
      value: `${followed.wrong} of ${followed.pods.toLocaleString('en')}`,
      target: '0',
      reached: followed.wrong === 0,
    },
    {
      what: `${what}: longest block of the event loop`,
      value: `${followed.longestBlockMs.toFixed(0)} ms`,
      target: '≤ 50 ms',
      reached: followed.longestBlockMs <= 50,
    },
  ];
}
