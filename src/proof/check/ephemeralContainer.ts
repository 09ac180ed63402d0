import type { Connection } from '../../kube/api/connection.ts';
import { podPath } from '../../kube/resources/podRequests.ts';
import type { CheckTarget } from './checkTarget.ts';
import type { Fallback } from './checkPod.ts';
import { probeContainerSpec, probeName } from '../reading/probeContainerSpec.ts';
import { readProbeLog } from '../reading/probeLog.ts';

/**
 * The patch that adds a reading container to a pod. It can never be taken out of that pod again.
 */
export function ephemeralContainerPatch(name: string, image: string) {
  return { spec: { ephemeralContainers: [probeContainerSpec(name, image)] } };
}

/**
 * Reads a pod's kernel by an ephemeral container, which joins the pod's own sandbox. Changes the
 * pod.
 */
export function byEphemeralContainer(connection: Connection, image: string): Fallback {
  return async ({ pod }: CheckTarget, deadline, signal) => {
    const container = probeName();
    await connection.json({
      method: 'PATCH',
      path: `${podPath(pod.namespace, pod.name)}/ephemeralcontainers`,
      contentType: 'application/strategic-merge-patch+json',
      body: ephemeralContainerPatch(container, image),
      subject: {
        cluster: connection.cluster.name,
        verb: 'add an ephemeral container to',
        object: `the pod ${pod.namespace}/${pod.name}`,
        rights: 'patch on pods/ephemeralcontainers',
      },
      signal,
    });
    const { namespace, name } = pod;
    const reading = await readProbeLog(connection, {
      namespace,
      pod: name,
      container,
      deadline,
      signal,
    });
    return {
      reading,
      evidence: [{ source: 'ephemeral-container', container, text: reading.procVersion ?? '' }],
      note: ' (read by an ephemeral container)',
    };
  };
}
