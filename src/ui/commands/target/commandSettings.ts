import { UserError } from '../../../base/problem.ts';
import {
  DEFAULT_INSTALLER_IMAGE,
  imageProblem,
  mirrorProblem,
} from '../../../gvisor/manifest/installerOptions.ts';
import {
  type GVisorRelease,
  PINNED_RELEASE,
  releaseProblem,
  RELEASES_URL,
} from '../../../gvisor/manifest/release.ts';
import { SETTINGS } from '../../ids.ts';
import { DEFAULT_CONCURRENCY, DEFAULT_TIMEOUT_MS } from '../../../proof/check/check.ts';
import { DEFAULT_CHECK_IMAGE } from '../../../proof/reading/probeContainerSpec.ts';
import { readSetting } from '../../settings.ts';

/** The settings of kernel checks and of gVisor, read anew at each use. */
export const commandSettings = {
  checkConcurrency: (): number =>
    between(1, readSetting(SETTINGS.checkConcurrency, 0) || DEFAULT_CONCURRENCY, 64),
  checkTimeoutMs: (): number =>
    between(1, readSetting(SETTINGS.checkTimeout, 0) || DEFAULT_TIMEOUT_MS / 1000, 300) * 1000,
  checkImage: (): string => readSetting(SETTINGS.checkImage, '') || DEFAULT_CHECK_IMAGE,
  /** Throws a `UserError` when the settings name no release that can be installed. */
  gvisorRelease: (): GVisorRelease => {
    const name = readSetting(SETTINGS.gvisorRelease, '');
    if (name === '') return PINNED_RELEASE;
    const release = {
      name,
      sha512: readSetting<GVisorRelease['sha512']>(SETTINGS.gvisorSha512, {}),
    };
    return valid(release, SETTINGS.gvisorRelease, releaseProblem(release));
  },
  gvisorMirror: (): string => {
    const mirror = readSetting(SETTINGS.gvisorMirror, '') || RELEASES_URL;
    return valid(mirror, SETTINGS.gvisorMirror, mirrorProblem(mirror));
  },
  gvisorImage: (): string => {
    const image = readSetting(SETTINGS.gvisorImage, '') || DEFAULT_INSTALLER_IMAGE;
    return valid(image, SETTINGS.gvisorImage, imageProblem(image));
  },
};

function valid<T>(value: T, setting: string, problem: string | undefined): T {
  if (problem === undefined) return value;
  throw new UserError({
    kind: 'configuration',
    what: `The setting aksSandbox.${setting} cannot be used: ${problem}`,
    next: 'Change it in the settings.',
    retryable: false,
  });
}

function between(least: number, value: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
