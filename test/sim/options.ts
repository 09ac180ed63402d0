import type { ServedAgents } from './kube/resourceTypes.ts';
import type { Fault } from './faults/fault.ts';

export interface SimOptions {
  /** 0, the default: any free port. */
  readonly port?: number;
  /** The address to listen on; 127.0.0.1 by default. */
  readonly host?: string;
  /** Starts without nodes, pods and RuntimeClasses; only the namespaces of every cluster. */
  readonly empty?: boolean;
  /** Adds a Windows pool with one node, on which the Windows pod runs. */
  readonly windowsPool?: boolean;
  /** Adds objects whose texts try to break what shows them. */
  readonly hostile?: boolean;
  /** Serves the kinds of agent sandboxes in this version, with a sample of them. */
  readonly agents?: ServedAgents;
  /** How many generated Sandboxes come beside the sample, each with a pod. */
  readonly sandboxes?: number;
  /** How many generated nodes and pods come beside the sample. */
  readonly nodes?: number;
  readonly pods?: number;
  /** The Kubernetes version in `/version`. */
  readonly version?: string;
  /** May watches ask for the list in the stream (`sendInitialEvents`)? */
  readonly watchList?: boolean;
  /** Compress long answers when the client takes that, as the API server does. */
  readonly gzip?: boolean;
  /** Speak protobuf with who takes it; not with hostile objects, whose values of odd types it cannot hold. */
  readonly protobuf?: boolean;
  /** Time between bookmarks of a watch. */
  readonly bookmarkMs?: number;
  /** Time until a scheduled pod runs. */
  readonly podStartMs?: number;
  /** Time between two tries of the kubelet to make a sandbox. */
  readonly sandboxRetryMs?: number;
  /** Time between two steps of the gVisor installer on a node. */
  readonly installerStepMs?: number;
  /** How many writes per resource a watch can go back before it gets 410. */
  readonly historyLimit?: number;
  readonly faults?: readonly Fault[];
}

export type ResolvedOptions = Required<SimOptions>;

const DEFAULTS: ResolvedOptions = {
  port: 0,
  host: '127.0.0.1',
  empty: false,
  windowsPool: false,
  hostile: false,
  agents: 'none',
  sandboxes: 0,
  nodes: 0,
  pods: 0,
  version: 'v1.35.2',
  watchList: true,
  gzip: true,
  protobuf: true,
  bookmarkMs: 3000,
  podStartMs: 150,
  sandboxRetryMs: 2000,
  installerStepMs: 150,
  historyLimit: 20_000,
  faults: [],
};

export function resolveOptions(options: SimOptions): ResolvedOptions {
  return { ...DEFAULTS, protobuf: options.hostile !== true, ...options };
}
