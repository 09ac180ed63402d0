import { after, before } from 'node:test';
import type { Connection } from '../src/kube/api/connection.ts';
import { type Sim, startSim } from './sim/sim.ts';
import { connectionTo } from './simConnection.ts';

/** An embedded cluster, and a connection of the product to it. */
export interface Connected {
  readonly sim: Sim;
  readonly connection: Connection;
}

/** Gives the tests of a `describe` a cluster of their own; it is there inside tests only. */
export function useConnection(options?: Parameters<typeof startSim>[0]): Connected {
  let started: Connected | undefined;
  before(async () => {
    const sim = await startSim(options);
    started = { sim, connection: await connectionTo(sim) };
  });
  after(async () => {
    started?.connection.dispose();
    await started?.sim.stop();
  });
  const inTest = (): Connected => {
    if (!started) throw new Error('The cluster is there inside tests only');
    return started;
  };
  return {
    get sim() {
      return inTest().sim;
    },
    get connection() {
      return inTest().connection;
    },
  };
}
