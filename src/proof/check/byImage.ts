import { plainText } from '../../base/text/plainText.ts';
import { UserError } from '../../base/problem.ts';
import type { Connection } from '../../kube/api/connection.ts';
import { ContainerExec } from '../../kube/kubectl/containerExec.ts';
import { probeContainer, type Probed } from '../reading/probe.ts';
import type { KernelReading } from '../reading/reading.ts';
import type { KernelReader } from './kernelReader.ts';

/**
 * Reads the kernel by `exec` with the image's own programs, in all running containers at once: one
 * that is gone or hangs does not keep the others from being read. Where WebSockets are refused, an
 * installed kubectl runs them, if it may.
 */
export function byImage(connection: Connection, mayUseKubectl = true): KernelReader {
  const containers = new ContainerExec(connection, mayUseKubectl);
  return {
    by: 'image',
    async read({ pod, running }, deadline, signal) {
      const { namespace, name } = pod;
      const probed = await Promise.all(
        running.map((container) =>
          probeContainer(containers, { namespace, pod: name, container, deadline, signal }).then(
            (probe) => labelled(probe),
            (error: unknown) => refused(error, container, running.length > 1, signal),
          ),
        ),
      );
      return {
        readings: probed.map(({ reading }) => reading),
        obstacles: [...new Set(probed.flatMap(({ obstacles }) => obstacles))],
      };
    },
  };
}

function labelled({ reading, obstacles }: Probed): Probed {
  const container = plainText(reading.container, 63);
  return { reading, obstacles: obstacles.map((text) => `${container}: ${text}`) };
}

/** A refusal of one of several containers may be its own: it has ended, or is another's. */
function refused(
  error: unknown,
  container: string,
  isOneOfSeveral: boolean,
  signal: AbortSignal,
): Probed {
  signal.throwIfAborted();
  if (!(error instanceof UserError)) throw error;
  const { what, kind } = error.problem;
  const reading: KernelReading = { container };
  const isOwn = isOneOfSeveral && (kind === 'not-found' || kind === 'server');
  return { reading, obstacles: [isOwn ? `${plainText(container, 63)}: ${what}` : what] };
}
