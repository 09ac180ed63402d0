import { describeError, type Log } from '../../base/log.ts';
import { ApiError } from '../../kube/api/apiError.ts';
import type { Connection } from '../../kube/api/connection.ts';
import { podPath, podsPath } from '../../kube/resources/podRequests.ts';
import { type KernelReader, PULLED_IMAGE_MS } from './kernelReader.ts';
import { probeContainerSpec, probeName } from '../reading/probeContainerSpec.ts';
import { readProbeLog } from '../reading/probeLog.ts';
import type { KernelReading } from '../reading/reading.ts';
import { NAME_LABEL, OUR_LABEL } from '../../model/labels.ts';

const CONTAINER = 'check';
const LIFETIME_S = 120;
const DELETE_TIMEOUT_MS = 15_000;

/** Where a canary pod runs, and under which RuntimeClass; without a node, where it is put. */
export interface CanaryPlace {
  readonly namespace: string;
  readonly runtimeClass?: string | undefined;
  readonly node?: string | undefined;
}

/**
 * A pod that runs once under a RuntimeClass, prints the kernel files and ends. It has no label of
 * any workload and no owner, so that nothing counts it as its own.
 */
export function canaryPod(
  name: string,
  { namespace, runtimeClass, node }: CanaryPlace,
  image: string,
) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace,
      labels: { [NAME_LABEL]: 'aks-sandbox-check', ...OUR_LABEL },
    },
    spec: {
      ...(runtimeClass === undefined ? {} : { runtimeClassName: runtimeClass }),
      ...(node === undefined ? {} : { nodeName: node }),
      restartPolicy: 'Never',
      activeDeadlineSeconds: LIFETIME_S,
      terminationGracePeriodSeconds: 0,
      automountServiceAccountToken: false,
      containers: [probeContainerSpec(CONTAINER, image)],
    },
  };
}

/**
 * Reads the kernel that a canary pod gets beside the pod. It proves the node's handler, not the pod
 * itself.
 */
export function byCanaryPod(connection: Connection, image: string, log: Log): KernelReader {
  return {
    by: 'canary',
    leastMs: PULLED_IMAGE_MS,
    async read({ pod }, deadline, signal) {
      const run = { place: pod, image, deadline, signal };
      return { readings: [await runCanary(connection, run, log)], obstacles: [] };
    },
  };
}

export interface CanaryRun {
  readonly place: CanaryPlace;
  readonly image: string;
  /** When to give up, in milliseconds since the epoch. */
  readonly deadline: number;
  readonly signal: AbortSignal;
  /** Told once on which node the pod is. */
  readonly onNode?: (name: string) => void;
}

/**
 * Runs a canary pod, reads what it printed, and deletes it. Throws a `UserError` where it cannot.
 */
export async function runCanary(
  connection: Connection,
  { place, image, ...wait }: CanaryRun,
  log: Log,
): Promise<KernelReading> {
  const { namespace } = place;
  const { signal } = wait;
  const name = probeName();
  const subject = {
    cluster: connection.cluster.name,
    verb: 'create',
    object: `the canary pod ${namespace}/${name}`,
    rights: 'create, get and delete on pods',
  };
  const request = { path: podsPath(namespace), body: canaryPod(name, place, image) };
  let mayExist = true;
  try {
    await connection
      .json({ method: 'POST', ...request, subject, signal })
      .catch((error: unknown) => {
        // Unless the server refused it, it may have made the pod and its answer was not waited for.
        mayExist = !(error instanceof ApiError && error.status < 500);
        throw error;
      });
    const probe = { namespace, pod: name, container: CONTAINER, ...wait };
    return await readProbeLog(connection, probe);
  } finally {
    if (mayExist) await remove(connection, namespace, name, log);
  }
}

/**
 * Deletes the canary even when the check was cancelled; one that stays ends by its own deadline.
 */
async function remove(
  connection: Connection,
  namespace: string,
  name: string,
  log: Log,
): Promise<void> {
  try {
    await connection.json({
      method: 'DELETE',
      path: podPath(namespace, name),
      subject: {
        cluster: connection.cluster.name,
        verb: 'delete',
        object: `the canary pod ${namespace}/${name}`,
        rights: 'delete on pods',
      },
      signal: AbortSignal.timeout(DELETE_TIMEOUT_MS),
    });
  } catch (error) {
    if (error instanceof ApiError && error.status === 404) return;
    log.error(describeError(error));
  }
}
