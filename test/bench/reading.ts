import { runChild } from './child.ts';
import type { Figure } from './main.ts';
import type { Cost } from './measure.ts';
import { startSimProcess } from './simProcess.ts';

const NODES = 5000;
const PODS = 50_000;

/** Reads a large cluster as the product does and by the library's informers, on the same server. */
export async function benchReading(): Promise<readonly Figure[]> {
  await using sim = await startSimProcess(['--nodes', String(NODES), '--pods', String(PODS)]);
  const read = (who: string) =>
    runChild<Cost & { objects: number }>('readCluster.ts', [who, sim.kubeconfig]);
  await read('ours');
  const ours = await read('ours');
  const informers = await read('informers');
  if (ours.objects !== informers.objects || ours.objects < NODES + PODS) {
    throw new Error(
      `They read different clusters: ${ours.objects} and ${informers.objects} objects`,
    );
  }
  const what = `${NODES.toLocaleString('en')} nodes and ${PODS.toLocaleString('en')} pods`;
  const faster = informers.seconds / ours.seconds;
  const smaller = informers.heapMB / ours.heapMB;
  return [
    {
      what: `${what}: time, against informers`,
      value: `${ours.seconds.toFixed(1)} s, ${informers.seconds.toFixed(1)} s: ${faster.toFixed(1)}×`,
      target: '≥ 10×',
      reached: faster >= 10,
    },
    {
      what: `${what}: heap kept, against informers`,
      value: `${ours.heapMB.toFixed(1)} MB, ${informers.heapMB.toFixed(0)} MB: ${smaller.toFixed(1)}×`,
      target: '≥ 20×',
      reached: smaller >= 20,
    },
    {
      what: `${what}: CPU, against informers`,
      value: `${ours.cpuSeconds.toFixed(1)} s, ${informers.cpuSeconds.toFixed(1)} s: ${(informers.cpuSeconds / ours.cpuSeconds).toFixed(1)}×`,
      target: '',
      reached: true,
    },
    {
      what: `${what}: longest block of the event loop (informers: ${informers.longestBlockMs.toFixed(0)} ms)`,
      value: `${ours.longestBlockMs.toFixed(0)} ms`,
      target: '≤ 50 ms',
      reached: ours.longestBlockMs <= 50,
    },
  ];
}
