import type { IncomingMessage, RequestListener } from 'node:http';
import type { Duplex } from 'node:stream';
import { startFrontServer } from '../../frontServer.ts';
import { startSim } from '../../sim/sim.ts';
import type { MakeFault } from '../faultFamily.ts';
import { ownCertificate, securely } from './certificate.ts';
import { toSim } from './onCluster.ts';

/** What something between client and server does itself; the rest it hands on. */
export interface Meddling {
  /** Part of the paths of requests that it answers. */
  readonly path?: string;
  readonly answer?: RequestListener;
  /** Takes connections that are to become WebSockets. */
  readonly upgrade?: (request: IncomingMessage, socket: Duplex, head: Buffer) => void;
}

/** A healthy embedded cluster, and something in front of it. */
export function inFront({ path, answer, upgrade }: Meddling): MakeFault {
  return async (stack) => {
    const sim = stack.use(await startSim());
    const front = await startFrontServer(sim, await ownCertificate(), {
      answer: (request, response) => {
        if (!answer || path === undefined || !request.url?.includes(path)) return false;
        answer(request, response);
        return true;
      },
      upgrade: (request, socket, head) => {
        upgrade?.(request, socket, head);
        return upgrade !== undefined;
      },
    });
    stack.use(front);
    const { cluster } = await securely(front);
    const { user = {} } = toSim(sim);
    return { cluster, user };
  };
}
