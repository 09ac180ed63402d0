import type { SandboxPod } from '../../model/pod/pod.ts';
import { podNames } from '../../model/pod/podNames.ts';
import { count } from '../../base/count.ts';
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
    button: running.length > 0 ? 'Remove Although Pods Run' : 'Remove gVisor',
  };
}

function detailOf(running: readonly SandboxPod[]): string {
  if (running.length === 0) return ORDER;
  return [
    `${count(running.length, 'pod runs', 'pods run')} under gVisor. Better delete what is named here first: without gVisor it goes on running, but cannot be entered any more, and cannot start again.`,
    podNames(running),
    ORDER,
  ].join('\n\n');
}
