import { setTimeout as sleep } from 'node:timers/promises';
import { changedScripts, type GVisorCluster, QUICK } from './gvisorCluster.ts';

/** The steps of a first installation, in their order. */
export const STEPS = [
  'lock',
  'recover',
  'preflight',
  'lease',
  'claim',
  'fetch',
  'download',
  'digest',
  'unpack',
  'place',
  'link',
  'candidate',
  'compare',
  'arm',
  'swap',
  'restart',
  'prove-cri',
  'prove-runc',
  'prove-runsc',
  'commit',
  'handler',
  'label',
] as const;

/** How many seconds the timer on the node waits in these tests. */
export const ROLLBACK_SECONDS = 8;

/**
 * Scripts that stand still when they come to one of these steps, the first time on a node: there they can be
 * killed. With `forGood` they stand still at once when they are started again, so that only the timer is left.
 */
export function scriptsStoppingAt(
  steps: readonly string[],
  { forGood = false } = {},
): Readonly<Record<string, string>> {
  const marker = '"$HOST/opt/aks-sandbox/stopped-$step"';
  const stand = `say "stands at $step"; while :; do sleep 1; done`;
  return changedScripts([
    ...QUICK,
    ['install.sh', 'ROLLBACK_SECONDS=90', `ROLLBACK_SECONDS=${ROLLBACK_SECONDS}`],
    [
      'install.sh',
      '	step=$1\n',
      `	step=$1
	case " ${steps.join(' ')} " in
		*" $step "*) [ -e ${marker} ] || { touch ${marker}; ${stand}; } ;;
	esac
`,
    ],
    ...(forGood
      ? ([
          [
            'install.sh',
            'while :; do\n	if install',
            `if ls "$HOST"/opt/aks-sandbox/stopped-* > /dev/null 2>&1; then ${stand}; fi\nwhile :; do\n	if install`,
          ],
        ] as const)
      : []),
  ]);
}

/** Kills the installer of a node as nothing can be caught: its shell, from outside. */
export async function killInstaller(gv: GVisorCluster, node: string): Promise<void> {
  await gv.on(
    node,
    `for process in /proc/[0-9]*; do
      if [ "$(tr '\\0' ' ' < "$process/cmdline" 2> /dev/null)" = 'sh /tmp/scripts/install.sh ' ]; then
        kill -9 "\${process#/proc/}"
      fi
    done`,
  );
}

/** Waits until the installer of a node stands at a step that is not among these; `undefined` when it is done. */
export async function nextStop(
  gv: GVisorCluster,
  node: string,
  seen: readonly string[],
): Promise<string | undefined> {
  return gv
    .until(`${node} stands still or is done`, async () => {
      const log = await gv.log(node);
      const stop = [...log.matchAll(/stands at (\S+)/g)].at(-1)?.[1];
      if (stop !== undefined && !seen.includes(stop)) return { stop };
      const { gvisor } = await gv.node(node);
      return gvisor?.state === 'ready' && gvisor.serves && { stop: undefined };
    })
    .then(async ({ stop }) => {
      await sleep(100);
      return stop;
    });
}

/**
 * Leaves marks of these stops alone on a node: a container that the kubelet restarted before its pod was
 * deleted may have come to another one, where nobody killed it.
 */
export async function keepStops(
  gv: GVisorCluster,
  node: string,
  stops: readonly string[],
): Promise<void> {
  const marks = stops.map((stop) => `/opt/aks-sandbox/stopped-${stop}`).join(' ');
  await gv.on(node, `rm -f /opt/aks-sandbox/stopped-*; touch ${marks}`);
}

/** Takes the marks of the stops from a node. */
export async function forgetStops(gv: GVisorCluster, node: string): Promise<void> {
  await gv.on(
    node,
    'rm -f /opt/aks-sandbox/stopped-*; rmdir /opt/aks-sandbox 2> /dev/null || true',
  );
}
