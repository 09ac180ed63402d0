import type { Connection } from '../../kube/api/connection.ts';
import { podPath } from '../../kube/resources/podRequests.ts';
import { probeContainerSpec, probeName } from '../reading/probeContainerSpec.ts';
import { readProbeLog } from '../reading/probeLog.ts';
import { type KernelReader, PULLED_IMAGE_MS } from './kernelReader.ts';

/**
 * The patch that adds a reading container to a pod. It can never be taken out of that pod again.
 */
export function ephemeralContainerPatch(name: string, image: string) {
  return { spec: { ephemeralContainers: [probeContainerSpec(name, image)] } };
}

/**
 * Reads a pod's kernel by an ephemeral container, which joins the pod's own sandbox and brings the
 * product's own program. Changes the pod.
 */
export function byEphemeralContainer(connection: Connection, image: string): KernelReader {
  return {
    by: 'ephemeral',
    leastMs: PULLED_IMAGE_MS,
    async read({ pod }, deadline, signal) {
      const container = probeName();
      const { namespace, name } = pod;
      await connection.json({
        method: 'PATCH',
        path: `${podPath(namespace, name)}/ephemeralcontainers`,
        contentType: 'application/strategic-merge-patch+json',
        body: ephemeralContainerPatch(container, image),
        subject: {
          cluster: connection.cluster.name,
          verb: 'add an ephemeral container to',
          object: `the pod ${namespace}/${name}`,
          rights: 'patch on pods/ephemeralcontainers',
        },
        signal,
      });
      const probe = { namespace, pod: name, container, deadline, signal };
      return { readings: [await readProbeLog(connection, probe)], obstacles: [] };
    },
  };
}
