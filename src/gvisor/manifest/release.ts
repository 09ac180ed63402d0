/** Architectures that gVisor is released for, as `uname -m` names them. */
export const ARCHITECTURES = ['x86_64', 'aarch64'] as const;
export type Architecture = (typeof ARCHITECTURES)[number];

/** A gVisor release: what its tarball must be, for each architecture that nodes may have. */
export interface GVisorRelease {
  /** The folder of the release, e.g. `20260928.0`. */
  readonly name: string;
  /**
   * The sha512 of `gvisor.tar.bz2` in hexadecimal. An architecture without one is refused on the
   * node.
   */
  readonly sha512: Readonly<Partial<Record<Architecture, string>>>;
}

/**
 * Where releases are; `<release>/<arch>/gvisor.tar.bz2` below it. Source: gVisor
 * g3doc/user_guide/install.md (2026-08).
 */
export const RELEASES_URL = 'https://storage.googleapis.com/gvisor/releases/release';

/**
 * The release that is installed unless another is asked for. The digests are those that ten
 * (x86_64) and four (aarch64) independent public repositories pin, read 2026-11.
 */
export const PINNED_RELEASE: GVisorRelease = {
  name: '20260928.0',
  sha512: {
    x86_64:
      'c8d3a9fd4d4c4f5b8ff213caa4517356be128d18659ec4cde37828fe797f61a9725a602a846c81a8ed19c057a996515d31c081eba343ed4613a89951ba32ed59',
    aarch64:
      '926538a4f20056d44838f230297ecec9192db2562e2523a207295f706b76126725f2ff7b4e59d747147510c5714057eeec862a0f77d43bf625746592b5f51b00',
  },
};

/** Why a release cannot be installed, as a clause; `undefined` for one that can. */
export function releaseProblem({ name, sha512 }: GVisorRelease): string | undefined {
  if (/^(?:latest|nightly|master)$/.test(name)) {
    return `"${name}" changes from day to day: name a release such as ${PINNED_RELEASE.name}`;
  }
  if (!/^[A-Za-z0-9][\w.-]{0,99}$/.test(name)) {
    return `"${name}" is not the name of a release such as ${PINNED_RELEASE.name}`;
  }
  const digests = Object.entries(sha512);
  if (digests.length === 0) return `the release ${name} needs the sha512 of its tarball`;
  const wrong = digests.find(([, digest]) => !/^[0-9a-f]{128}$/.test(digest));
  return wrong && `the sha512 for ${wrong[0]} is not 128 hexadecimal digits`;
}
