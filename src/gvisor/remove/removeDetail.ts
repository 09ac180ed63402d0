import { plainText } from '../../base/plainText.ts';
import type { SandboxPod } from '../../model/pod/pod.ts';
import { count } from '../../base/count.ts';

const PODS_NAMED = 15;
const ORDER =
  'Each node gets its containerd configuration back as it was, to the byte, and its files are deleted. Then the rest of the installer is deleted, and the RuntimeClass gvisor last.';

/** What a person must know before gVisor is removed while these pods run under it. */
export function removeDetail(running: readonly SandboxPod[]): string {
  if (running.length === 0) return ORDER;
  const names = running
    .slice(0, PODS_NAMED)
    .map(({ namespace, name }) => plainText(`${namespace}/${name}`));
  const rest = running.length > PODS_NAMED ? [`and ${running.length - PODS_NAMED} more`] : [];
  return [
    `${count(running.length, 'pod runs', 'pods run')} under gVisor. Better delete what is named here first: without gVisor it goes on running, but cannot be entered any more, and cannot start again.`,
    [...names, ...rest].join('\n'),
    ORDER,
  ].join('\n\n');
}
