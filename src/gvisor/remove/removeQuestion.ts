import { plainText } from '../../base/plainText.ts';
import type { SandboxPod } from '../../model/pod/pod.ts';
import { count } from '../../base/count.ts';
import type { Question } from '../../base/question.ts';

const MAX_PODS_NAMED = 15;
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
  const names = running
    .slice(0, MAX_PODS_NAMED)
    .map(({ namespace, name }) => plainText(`${namespace}/${name}`));
  const rest =
    running.length > MAX_PODS_NAMED ? [`and ${running.length - MAX_PODS_NAMED} more`] : [];
  return [
    `${count(running.length, 'pod runs', 'pods run')} under gVisor. Better delete what is named here first: without gVisor it goes on running, but cannot be entered any more, and cannot start again.`,
    [...names, ...rest].join('\n'),
    ORDER,
  ].join('\n\n');
}
