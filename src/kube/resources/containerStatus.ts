import type { Shape } from '../list/pickJson.ts';
import type { WireReader } from '../protobuf/wireReader.ts';

/** The status of one container of a pod. */
export interface RawContainerStatus {
  readonly name?: string;
  readonly state?: {
    readonly waiting?: { readonly reason?: string; readonly message?: string };
    readonly running?: unknown;
  };
  readonly restartCount?: number;
}

const WAITING = { reason: true, message: true } as const;

/** Of a container only what it waits for. */
export const WAITING_CONTAINER_SHAPE: Shape = { state: { waiting: WAITING } };

/** Of a container its name, too, whether it runs, and how often it was started again. */
export const CONTAINER_STATUS_SHAPE: Shape = {
  name: true,
  state: { waiting: WAITING, running: true },
  restartCount: true,
};

type ContainerState = NonNullable<RawContainerStatus['state']>;
type Waiting = NonNullable<ContainerState['waiting']>;

/** A ContainerStatus, of which only matters what it waits for. */
export function readWaitingContainer(reader: WireReader, end: number): RawContainerStatus {
  let state: ContainerState | undefined;
  while (reader.next(end)) {
    if (reader.field === 2) state = reader.message(readContainerState);
    else reader.skip();
  }
  return state?.waiting ? { state } : NOT_WAITING;
}

const NOT_WAITING: RawContainerStatus = {};

/** A ContainerStatus with its name, whether it runs, and how often it was started again. */
export function readContainerStatus(reader: WireReader, end: number): RawContainerStatus {
  let name = '';
  let state = NOTHING_KNOWN;
  let restartCount = 0;
  while (reader.next(end)) {
    if (reader.field === 1) name = reader.text();
    else if (reader.field === 2) state = reader.message(readContainerState);
    else if (reader.field === 5) restartCount = reader.number();
    else reader.skip();
  }
  return { name, state, restartCount };
}

function readContainerState(reader: WireReader, end: number): ContainerState {
  let state = NOTHING_KNOWN;
  while (reader.next(end)) {
    const { field } = reader;
    if (field === 1) state = { waiting: reader.message(readWaiting) };
    else {
      if (field === 2) state = RUNNING;
      reader.skip();
    }
  }
  return state;
}

const NOTHING_KNOWN: ContainerState = {};
const RUNNING: ContainerState = { running: {} };

function readWaiting(reader: WireReader, end: number): Waiting {
  let reason = '';
  let message = '';
  while (reader.next(end)) {
    if (reader.field === 1) reason = reader.text();
    else if (reader.field === 2) message = reader.text();
    else reader.skip();
  }
  return { reason, message };
}
