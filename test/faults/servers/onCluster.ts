import type { Fault } from '../../sim/faults/fault.ts';
import { type Sim, startSim } from '../../sim/sim.ts';
import type { MakeFault, Reached } from '../faultFamily.ts';
import { base64 } from './certificate.ts';

/** The embedded cluster with faults of its own, or with what is done to it. */
export function onCluster(fault: Fault | ((sim: Sim) => void)): MakeFault {
  return async (stack) => {
    const sim = stack.use(await startSim());
    if (typeof fault === 'function') fault(sim);
    else sim.faults.add(fault);
    return toSim(sim);
  };
}

/** The way to an embedded cluster, as its administrator. */
export function toSim({ url, ca, users }: Sim): Reached {
  return {
    cluster: { server: url, 'certificate-authority-data': base64(ca) },
    user: { token: users[0]?.token ?? '' },
  };
}
