/**
 * How the commands run in a container behave:
 * `normal` has a shell and busybox, `distroless` no programs at all, `noCat` no `cat`,
 * `fakedUname` a `uname` that claims another kernel than `/proc` shows, `fakedCat` a `cat` that prints what
 * gVisor's would, `merged` prints what it complains of into its output, `hang` never ends, `flood` writes without end,
 * `cutShort` loses the connection in the middle of the output, `slow` takes its time, `late`
 * goes on to write after its end.
 */
export type ExecProfile =
  | 'normal'
  | 'distroless'
  | 'noCat'
  | 'fakedUname'
  | 'fakedCat'
  | 'merged'
  | 'hang'
  | 'flood'
  | 'cutShort'
  | 'slow'
  | 'late';

const PROFILES: readonly string[] = [
  'normal',
  'distroless',
  'noCat',
  'fakedUname',
  'fakedCat',
  'merged',
  'hang',
  'flood',
  'cutShort',
  'slow',
  'late',
] satisfies ExecProfile[];

export function isExecProfile(text: string | undefined): text is ExecProfile {
  return text !== undefined && PROFILES.includes(text);
}
