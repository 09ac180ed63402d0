import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nullLog } from '../../../src/base/log.ts';
import { KubeconfigStore } from '../../../src/kube/kubeconfig/kubeconfigStore.ts';
import { Azure } from '../../../src/state/azure.ts';
import type { KeyedMemory, Memory } from '../../../src/state/memory/memory.ts';
import { openState, type State } from '../../../src/state/state.ts';
import type { SimOptions } from '../../sim/options.ts';
import { type Sim, startSim } from '../../sim/sim.ts';

/** Keeps what a workspace keeps: JSON. */
export function memory(): KeyedMemory {
  const kept = new Map<string, string>();
  return {
    keys: () => [...kept.keys()],
    get: <T>(key: string) => {
      const text = kept.get(key);
      return text === undefined ? undefined : (JSON.parse(text) as T);
    },
    update: (key, value) => {
      if (value === undefined) kept.delete(key);
      else kept.set(key, JSON.stringify(value));
      return Promise.resolve();
    },
  };
}

/** For what has nothing to do with Azure. */
export const noAzure = (): Promise<never> => Promise.reject(new Error('Azure was opened'));

/** A kubeconfig of a sim, in a file of its own that may be changed. */
export interface Clusters extends AsyncDisposable {
  readonly sim: Sim;
  /** The id of a context. */
  id(context: string): string;
  text(): Promise<string>;
  write(text: string): Promise<void>;
  /** What a window knows that opens now. */
  open(workspace?: Memory, azure?: Azure): State & { readonly dispose: () => void };
}

export async function openClusters(content: SimOptions = {}): Promise<Clusters> {
  const sim = await startSim(content);
  const folder = await mkdtemp(join(tmpdir(), 'clusters-'));
  const file = join(folder, 'config');
  await writeFile(file, await readFile(sim.kubeconfig, 'utf8'));
  return {
    sim,
    id: (context) => `${file}#${context}`,
    text: () => readFile(file, 'utf8'),
    write: (text) => writeFile(file, text),
    open: (workspace = memory(), azure = new Azure(noAzure, nullLog)) => {
      const store = new KubeconfigStore({
        places: () => ({ environment: file, additional: [], home: folder, cwd: folder }),
        prepare: () => state.sessions.prepare(),
        log: nullLog,
      });
      const options = { environment: {}, log: nullLog, mayRunPrograms: () => true };
      const state = openState(
        store,
        { workspace, person: memory(), shared: memory() },
        azure,
        options,
      );
      return { ...state, dispose: () => state.dispose() };
    },
    [Symbol.asyncDispose]: async () => {
      await sim.stop();
      await rm(folder, { recursive: true });
    },
  };
}
