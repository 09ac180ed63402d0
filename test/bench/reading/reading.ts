import { setTimeout as wait } from 'node:timers/promises';
import { buildAsShipped } from '../asShipped.ts';
import { runChild } from '../child.ts';
import type { Figure } from '../figure.ts';
import type { Cost } from '../measure.ts';
import { startSimProcess } from '../simProcess.ts';

const NODES = 5000;
const PODS = 50_000;

const ROUNDS = 3;
/** Until the memory of the process before is given back. */
const SETTLE_MS = 2000;

type Read = Cost & { readonly objects: number };

/** Reads a large cluster as the product does and by the library's informers, in turn, on the same server. */
export async function benchReading(): Promise<readonly Figure[]> {
  await using sim = await startSimProcess(['--nodes', String(NODES), '--pods', String(PODS)]);
  const bundle = await buildAsShipped('reading/readCluster.ts');
  const read = async (file: string): Promise<Read> => {
    await wait(SETTLE_MS);
    return runChild<Read>(file, [sim.kubeconfig]);
  };
  await read(bundle);
  const rounds: { readonly ours: Read; readonly informers: Read }[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    const ours = await read(bundle);
    const informers = await read('reading/readWithInformers.ts');
    if (ours.objects !== informers.objects || ours.objects < NODES + PODS) {
      throw new Error(
        `They read different clusters: ${ours.objects} and ${informers.objects} objects`,
      );
    }
    rounds.push({ ours, informers });
  }
  // The machine is not as fast in every round, but in one it is the same for both.
  const { ours, informers } = rounds.toSorted((a, b) => ratio(a) - ratio(b))[1] ?? {};
  if (!ours || !informers) throw new Error('There was no round');
  const longestBlockMs = Math.max(...rounds.map((round) => round.ours.longestBlockMs));
  const what = `${NODES.toLocaleString('en')} nodes and ${PODS.toLocaleString('en')} pods`;
  const faster = ratio({ ours, informers });
  const smaller = informers.heapMB / ours.heapMB;
  return [
    {
      what: `${what}: time, against informers, median of ${ROUNDS} rounds`,
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
      what: `${what}: longest block of the event loop in ${ROUNDS} rounds (informers: ${informers.longestBlockMs.toFixed(0)} ms)`,
      value: `${longestBlockMs.toFixed(0)} ms`,
      target: '≤ 50 ms',
      reached: longestBlockMs <= 50,
    },
  ];
}

function ratio({ ours, informers }: { readonly ours: Cost; readonly informers: Cost }): number {
  return informers.seconds / ours.seconds;
}
