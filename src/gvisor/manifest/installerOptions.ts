import type { Toleration } from '../../model/kubernetes/taint.ts';
import { type GVisorRelease, PINNED_RELEASE, RELEASES_URL } from './release.ts';

/** A small public image with busybox, from Microsoft's registry. */
export const DEFAULT_INSTALLER_IMAGE = 'mcr.microsoft.com/azurelinux/busybox:1.36';

/** What is installed, and where. */
export interface InstallerOptions {
  /** Nodes whose label `label` has one of these values; at least one. */
  readonly pools: { readonly label: string; readonly names: readonly string[] };
  /**
   * Of these pools the nodes that it goes to, while one is tried first; all if absent. Those that
   * have gVisor keep it: a node is cleaned only when its pool is no longer selected.
   */
  readonly onlyNodes?: readonly string[];
  readonly release: GVisorRelease;
  /** Stands for `RELEASES_URL`. */
  readonly mirror: string;
  /** May carry the tarball as `/gvisor/<arch>/gvisor.tar.bz2`: then nothing is downloaded. */
  readonly image: string;
  /** Whether a policy ends the installer's token at its node: API servers before 1.30 know none. */
  readonly admissionPolicy: boolean;
  /** What the RuntimeClass tolerates, so that its pods may go to the nodes of tainted pools. */
  readonly tolerations: readonly Toleration[];
}

/** Options with everything but the pools as it is unless asked for otherwise. */
export function installerOptions(
  pools: InstallerOptions['pools'],
  more: Partial<Omit<InstallerOptions, 'pools'>> = {},
): InstallerOptions {
  return {
    pools,
    release: PINNED_RELEASE,
    mirror: RELEASES_URL,
    image: DEFAULT_INSTALLER_IMAGE,
    admissionPolicy: true,
    tolerations: [],
    ...more,
  };
}

/** Why a mirror cannot be used, as a clause; `undefined` for one that can. */
export function mirrorProblem(mirror: string): string | undefined {
  const url = URL.parse(mirror);
  if (!url || !/^https?:$/.test(url.protocol)) return `"${mirror}" is not an http or https address`;
  if (url.username !== '' || url.password !== '') {
    return 'the mirror must not carry a user name or password: everyone who reads the DaemonSet would see it';
  }
  return /[?#\s]/.test(mirror) ? `"${mirror}" must end in a path` : undefined;
}

/** Why an image cannot be used, as a clause; `undefined` for one that can. */
export function imageProblem(image: string): string | undefined {
  return /^[\w][\w./:@-]*$/.test(image) ? undefined : `"${image}" is not the name of an image`;
}
