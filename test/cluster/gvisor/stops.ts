import { NAMESPACE } from '../../../src/gvisor/manifest/installerNames.ts';
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
 * killed. With `forGood` they stand still at once when they are started again, so that only the node is left.
 */
export function scriptsStoppingAt(
  steps: readonly string[],
  { forGood = false, rollbackSeconds = ROLLBACK_SECONDS } = {},
): Readonly<Record<string, string>> {
  const marker = '"$HOST/opt/aks-sandbox/stopped-$step"';
  const stand = 'say "stands at $step"; while :; do sleep 1; done';
  return changedScripts([
    ...QUICK,
    ['install.sh', 'ROLLBACK_SECONDS=90', `ROLLBACK_SECONDS=${rollbackSeconds}`],
    [
      'install.sh',
      '	step=$1\n',
      `	step=$1
	case " ${steps.join(' ')} " in
		*" $step "*) [ -e ${marker} ] || { touch ${marker}; trap '' TERM; ${stand}; } ;;
	esac
`,
    ],
    ...(forGood
      ? ([
          [
            'install.sh',
            '	if install; then\n',
            `	if ls "$HOST"/opt/aks-sandbox/stopped-* > /dev/null 2>&1; then ${stand}; fi\n	if install; then\n`,
          ],
        ] as const)
      : []),
  ]);
}

/**
 * Kills the installer as nothing can be caught: it does not heed SIGTERM where it stands, so the kubelet ends it
 * by SIGKILL. By its pod, as a killed container would be restarted after ever longer pauses.
 */
export async function killInstaller(gv: GVisorCluster): Promise<void> {
  await gv.kubectl('delete', 'pods', '--all', '--namespace', NAMESPACE, '--grace-period=1');
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
    .then(({ stop }) => stop);
}

/** Takes the marks of the stops from a node. */
export async function forgetStops(gv: GVisorCluster, node: string): Promise<void> {
  await gv.on(
    node,
    'rm -f /opt/aks-sandbox/stopped-*; rmdir /opt/aks-sandbox 2> /dev/null || true',
  );
}
