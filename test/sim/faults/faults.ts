import type { RequestInfo } from '../api/requestInfo.ts';
import { ArmedFaults } from './armedFaults.ts';
import { faultHits, type Fault, type FaultAction } from './fault.ts';

/** The faults in force. */
export class Faults extends ArmedFaults<Fault> {
  constructor(faults: readonly Fault[] = []) {
    super();
    for (const fault of faults) this.add(fault);
  }

  /** The actions that hit a request. */
  take(info: RequestInfo, user: string): readonly FaultAction[] {
    const hits = this.hitting((fault) => faultHits(fault, info, user));
    return [...hits].map(({ action }) => action);
  }
}
