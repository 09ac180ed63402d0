import { setTimeout as wait } from 'node:timers/promises';
import { buildAsShipped } from '../asShipped.ts';
import { runChild } from '../child.ts';
import type { Figure } from '../figure.ts';
import type { Cost } from '../measure.ts';
import { startSimProcess } from '../simProcess.ts';

const SANDBOXES = 5000;
const ROUNDS = 5;
/** Until the memory of the process before is given back. */
const SETTLE_MS = 1000;

type Read = Cost & {
  /** Seconds until rows were drawn. */
  readonly firstRows: number;
  readonly watches: Readonly<Record<string, number>>;
};

interface Round {
  readonly own: Read;
  readonly podsAlone: Read;
}

/**
 * Reads Sandboxes with their pods and pools, beside the same pods where nobody serves the kinds; in
 * turn, as the machine is not as fast in every round.
 */
export async function benchAgents(): Promise<readonly Figure[]> {
  const pods = ['--sandboxes', String(SANDBOXES)];
  await using alone = await startSimProcess(pods);
  await using whole = await startSimProcess([...pods, '--agents', 'v1beta1']);
  const bundle = await buildAsShipped('agents/readAgents.ts');
  const read = async (mode: 'pods' | 'all'): Promise<Read> => {
    await wait(SETTLE_MS);
    return runChild<Read>(bundle, [mode, (mode === 'all' ? whole : alone).kubeconfig]);
  };
  await read('pods');
  await read('all');
  const rounds: Round[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push({ podsAlone: await read('pods'), own: await read('all') });
  }
  const rows = median(rounds, ({ firstRows }) => firstRows);
  const heap = median(rounds, ({ heapMB }) => heapMB);
  const what = `${SANDBOXES.toLocaleString('en')} Sandboxes, as many pods and 200 pools`;
  const watched = ['sandboxes', 'sandboxclaims', 'sandboxtemplates', 'sandboxwarmpools'];
  const most = Math.max(
    ...rounds.flatMap(({ own }) => watched.map((plural) => own.watches[plural] ?? 0)),
  );
  return [
    {
      what: `${what}: first rows, against the pods alone, median of ${ROUNDS} rounds`,
      value: `${rows.ratio.toFixed(2)}× (${rows.own.toFixed(2)} s, ${rows.podsAlone.toFixed(2)} s)`,
      target: '≤ 2×',
      reached: rows.ratio <= 2,
    },
    {
      what: `${what}: heap kept, against the pods alone`,
      value: `${heap.ratio.toFixed(2)}× (${heap.own.toFixed(1)} MB, ${heap.podsAlone.toFixed(1)} MB)`,
      target: '≤ 3×',
      reached: heap.ratio <= 3,
    },
    {
      what: `${what}: watches of a kind`,
      value: String(most),
      target: '1',
      reached: most === 1,
    },
  ];
}

/** What was measured in the round whose ratio is the middle one. */
function median(rounds: readonly Round[], of: (read: Read) => number) {
  const measured = rounds.map((round) => {
    const [own, podsAlone] = [of(round.own), of(round.podsAlone)];
    return { own, podsAlone, ratio: own / podsAlone };
  });
  const middle = measured.toSorted((a, b) => a.ratio - b.ratio)[Math.floor(ROUNDS / 2)];
  if (!middle) throw new Error('There was no round');
  return middle;
}
