import { randomUUID } from 'node:crypto';
import type { ArmErrorBody } from '../arm/armError.ts';

export interface SimOperation {
  readonly id: string;
  readonly location: string;
  status: 'InProgress' | 'Succeeded' | 'Failed' | 'Canceled' | 'without-status';
  readonly startTime: string;
  endTime?: string;
  error?: ArmErrorBody;
  /** What stops it when it is aborted; absent once it is over. */
  cancel?: () => void;
  /** What its `Location` answers at the end; nothing (204) for most. */
  result?: () => unknown;
}

/** Long-running operations, kept after their end as Azure does. */
export class SimOperations {
  readonly #all = new Map<string, SimOperation>();

  begin(location: string, now: number): SimOperation {
    const operation: SimOperation = {
      id: randomUUID(),
      location,
      status: 'InProgress',
      startTime: new Date(now).toISOString(),
    };
    this.#all.set(operation.id, operation);
    return operation;
  }

  end(
    operation: SimOperation,
    status: Exclude<SimOperation['status'], 'InProgress'>,
    now: number,
    error?: ArmErrorBody,
  ): void {
    operation.status = status;
    operation.endTime = new Date(now).toISOString();
    delete operation.cancel;
    if (error) operation.error = error;
  }

  find(id: string): SimOperation | undefined {
    return this.#all.get(id);
  }
}
