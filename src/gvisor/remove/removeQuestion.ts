import type { SandboxPod } from '../../model/pod/pod.ts';
import { podNames } from '../../model/pod/podNames.ts';
import { count, plural } from '../../base/text/count.ts';
import type { Question } from '../../base/question.ts';

const ORDER =
  'Each node gets its containerd configuration back as it was, to the byte, and its files are deleted. Then the rest of the installer is deleted, and the RuntimeClass gvisor last.';

/**
 * Asked before gVisor is removed while these pods run under it: they are named, and removing is an
 * explicit choice. `what` there is to remove and the cluster's name are safe to show.
 */
export function removeQuestion(
  cluster: string,
  what: string,
  running: readonly SandboxPod[],
): Question {
  return {
    title: `Remove ${what} in ${cluster}?`,
    detail: detailOf(running),
  };
}

function detailOf(running: readonly SandboxPod[]): string {
  if (running.length === 0) return ORDER;
  return [
    `Delete ${plural(running.length, 'this pod', `these ${count(running.length, 'pod')}`)} first: without gVisor ${plural(running.length, 'it keeps', 'they keep')} running, but cannot be entered or restarted.`,
    podNames(running),
    ORDER,
  ].join('\n\n');
}
