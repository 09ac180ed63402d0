import { sleep } from '../../base/abort.ts';
import { plainText } from '../../base/text/plainText.ts';
import { UserError } from '../../base/problem.ts';
import type { Connection } from '../../kube/api/connection.ts';
import { readPod, readPodLog } from '../../kube/resources/podRequests.ts';
import { listOf } from '../../model/kubernetes/kubernetesObject.ts';

import { isProof, type KernelReading, parseProc } from './reading.ts';
import type { RawPod } from '../../kube/resources/podResource.ts';

const POLL_MS = 300;
/** Reasons for waiting that do not pass by themselves. */
const HOPELESS =
  /^(?:ErrImagePull|ImagePullBackOff|InvalidImageName|ErrImageNeverPull|CreateContainer\w*Error|RunContainerError)$/;

interface RawState {
  readonly name?: string;
  readonly state?: {
    readonly waiting?: { readonly reason?: string; readonly message?: string };
    readonly terminated?: { readonly exitCode?: number };
  };
}

type RawProbedPod = RawPod & {
  readonly spec?: { readonly nodeName?: string };
  readonly status?: {
    readonly containerStatuses?: readonly RawState[];
    readonly ephemeralContainerStatuses?: readonly RawState[];
  };
};

export interface ProbeLog {
  readonly namespace: string;
  readonly pod: string;
  readonly container: string;
  readonly deadline: number;
  readonly signal: AbortSignal;
  /** Told once on which node the pod is. */
  readonly onNode?: (name: string) => void;
}

/**
 * Waits until a probe container has ended and reads the kernel from its log. Throws a `UserError`
 * when it cannot.
 */
export async function readProbeLog(
  connection: Connection,
  probe: ProbeLog,
): Promise<KernelReading> {
  const { namespace, pod, container, signal } = probe;
  const cannot = (why: string): UserError =>
    new UserError({
      kind: 'server',
      what: `The check container ${container} in ${namespace}/${pod} ${why}`,
      next: 'See the events of the pod.',
      retryable: true,
    });
  let last = 'did not start in time';
  let onNode = probe.onNode;
  while (Date.now() < probe.deadline) {
    const now = await readPod<RawProbedPod>(connection, namespace, pod, signal);
    if (now.spec?.nodeName) {
      onNode?.(now.spec.nodeName);
      onNode = undefined;
    }
    const state = stateOf(now, container);
    if (state?.terminated) {
      const text = await readPodLog(connection, { namespace, pod, container, signal });
      const exitCode = state.terminated.exitCode ?? 1;
      const reading = { container, ...parseProc(text, '', exitCode) };
      if (!isProof(reading)) throw cannot('printed nothing that names a kernel');
      return reading;
    }
    const { reason = '', message = '' } = state?.waiting ?? {};
    const failed =
      now.status?.phase === 'Failed' ? (now.status.message ?? now.status.reason) : undefined;
    if (failed !== undefined) throw cannot(`was refused: ${plainText(failed, 200)}`);
    if (HOPELESS.test(reason))
      throw cannot(`cannot start (${plainText(`${reason}: ${message}`, 200)})`);
    if (reason !== '') last = `did not start in time (${plainText(reason)})`;
    await sleep(POLL_MS, signal);
  }
  throw cannot(last);
}

function stateOf({ status }: RawProbedPod, container: string): RawState['state'] {
  return [...listOf(status?.containerStatuses), ...listOf(status?.ephemeralContainerStatuses)].find(
    ({ name }) => name === container,
  )?.state;
}
