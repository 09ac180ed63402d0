import { NAMESPACE } from '../../../src/gvisor/manifest/installerNames.ts';
import type { GVisorCluster } from './gvisorCluster.ts';

/** What the installer may keep of a node's memory when nothing is to be done, in bytes. */
export const MAX_IDLE_BYTES = 16 * 1024 * 1024;

/** How long an installation took on a node, in whole seconds as its log tells. */
export interface InstallSeconds {
  /** From the start of the pod to the label. */
  readonly whole: number;
  /** Download and unpacking. */
  readonly fetching: number;
  /** For other nodes. */
  readonly waiting: number;
}

/** Reads from the installer's log how long a node took. */
export async function installSeconds(gv: GVisorCluster, node: string): Promise<InstallSeconds> {
  const log = await gv.log(node);
  const at = (step: string): number => {
    const [, hours = 0, minutes = 0, seconds = 0] = (
      new RegExp(`^(\\d+):(\\d+):(\\d+) step ${step}$`, 'm').exec(log) ?? []
    ).map(Number);
    return hours * 3600 + minutes * 60 + seconds;
  };
  return {
    whole: at('label') - at('lock'),
    fetching: Math.max(0, at('place') - at('download')),
    waiting: Math.max(0, at('claim') - at('lease')),
  };
}

/** What cannot be reclaimed: its own memory and its folders in memory, not the cache of files that it unpacked. */
const MEMORY = `cd /sys/fs/cgroup
  if [ -e memory.stat ]; then awk '$1 == "anon" || $1 == "shmem" { sum += $2 } END { print sum }' memory.stat
  else awk '$1 == "total_rss" || $1 == "total_shmem" { sum += $2 } END { print sum }' memory/memory.stat; fi`;

/** How many bytes each pod of the installer holds, by its node. */
export async function installerBytes(gv: GVisorCluster): Promise<ReadonlyMap<string, number>> {
  const bytes = new Map<string, number>();
  for (const { name, node } of await gv.pods(NAMESPACE)) {
    const inPod = ['exec', '--namespace', NAMESPACE, name, '--', 'sh', '-c', MEMORY];
    bytes.set(node, Number(await gv.kubectl(...inPod)));
  }
  return bytes;
}

/** Asks containerd's CRI plugin without a pause; gives the longest time that it did not say ok, in seconds. */
export function watchCri(gv: GVisorCluster, node: string): () => Promise<number> {
  const running = gv.on(
    node,
    `last=$EPOCHREALTIME longest=0
    while [ ! -e /run/watched ]; do
      if timeout -s KILL 2 ctr plugins ls 2> /dev/null | grep -Eq 'grpc.v1 +cri .* ok'; then
        now=$EPOCHREALTIME
        longest=$(awk "BEGIN { d = $now - $last; print (d > $longest) ? d : $longest }")
        last=$now
      fi
    done
    echo "$longest"`,
  );
  return async () => {
    await gv.on(node, 'touch /run/watched');
    return Number(await running);
  };
}
