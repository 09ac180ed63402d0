import { describeError, type Log } from '../../base/log.ts';
import { ApiError } from '../../kube/api/apiError.ts';
import type { Connection } from '../../kube/api/connection.ts';
import { podPath, podsPath } from '../../kube/resources/podRequests.ts';
import type { CheckTarget } from './checkTarget.ts';
import type { Fallback } from './checkPod.ts';
import { probeContainerSpec, probeName } from '../reading/probeContainerSpec.ts';
import { readProbeLog } from '../reading/probeLog.ts';
import { NAME_LABEL, OUR_LABEL } from '../../model/labels.ts';

const CONTAINER = 'check';
const LIFETIME_S = 120;
const DELETE_TIMEOUT_MS = 15_000;

/**
 * A pod that runs once on the same node under the same RuntimeClass, prints the kernel files and
 * ends.
 */
export function canaryPod(name: string, { pod }: CheckTarget, image: string) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name,
      namespace: pod.namespace,
      labels: { [NAME_LABEL]: 'aks-sandbox-check', ...OUR_LABEL },
    },
    spec: {
      ...(pod.runtimeClass === undefined ? {} : { runtimeClassName: pod.runtimeClass }),
      ...(pod.node === undefined ? {} : { nodeName: pod.node }),
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
export function byCanaryPod(connection: Connection, image: string, log: Log): Fallback {
  return async (target, deadline, signal) => {
    const { namespace } = target.pod;
    const name = probeName();
    const subject = {
      cluster: connection.cluster.name,
      verb: 'create',
      object: `the canary pod ${namespace}/${name}`,
      rights: 'create, get and delete on pods',
    };
    const request = { path: podsPath(namespace), body: canaryPod(name, target, image) };
    let mayExist = true;
    try {
      await connection
        .json({ method: 'POST', ...request, subject, signal })
        .catch((error: unknown) => {
          // Unless the server refused it, it may have made the pod and its answer was not waited
          // for.
          mayExist = !(error instanceof ApiError && error.status < 500);
          throw error;
        });
      const reading = await readProbeLog(connection, {
        namespace,
        pod: name,
        container: CONTAINER,
        deadline,
        signal,
      });
      return {
        reading,
        evidence: [{ source: 'canary-pod', container: CONTAINER, text: reading.procVersion ?? '' }],
        note: ' (read by a canary pod with the same RuntimeClass on the same node, not in the pod itself)',
      };
    } finally {
      if (mayExist) await remove(connection, namespace, name, log);
    }
  };
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
