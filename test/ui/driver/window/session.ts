import { simEnvironment } from '../../../vscodeHost/clusterEnvironment.ts';
import { startSim, type Sim } from '../../../sim/sim.ts';
import { openWindow, type Window, type WindowOptions } from './window.ts';

export interface SessionOptions extends Omit<WindowOptions, 'env'> {
  readonly sim?: Parameters<typeof startSim>[0];
  /** Variables for the extension host, on top of those that point to the sim. */
  readonly env?: Readonly<Record<string, string>>;
}

/** A window on a sim of its own. */
export interface Session extends Window {
  readonly sim: Sim;
}

/** Starts a sim and opens a window on it. */
export async function openSession(options: SessionOptions = {}): Promise<Session> {
  await using stack = new AsyncDisposableStack();
  const sim = stack.use(await startSim(options.sim));
  const env = { ...simEnvironment(sim), ...options.env };
  const window = stack.use(await openWindow({ ...options, env }));
  const owned = stack.move();
  return { ...window, sim, [Symbol.asyncDispose]: () => owned.disposeAsync() };
}
