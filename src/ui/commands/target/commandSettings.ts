import type { InstallOrigins } from '../../../gvisor/deploy/installQuestion.ts';
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
import { DEFAULT_CHECK_IMAGE } from '../../../proof/reading/probeContainerSpec.ts';
import type { ProbeImage } from './probeImage.ts';
import { usableSetting } from './usableSetting.ts';
import { numberSetting } from '../../settingDefaults.ts';
import { readSetting, settingOrigin } from '../../settings.ts';

/** The settings of kernel checks and of gVisor, read anew at each use. */
export const commandSettings = {
  checkConcurrency: (): number =>
    numberSetting(SETTINGS.checkConcurrency, readSetting(SETTINGS.checkConcurrency)),
  checkTimeoutMs: (): number =>
    numberSetting(SETTINGS.checkTimeout, readSetting(SETTINGS.checkTimeout)) * 1000,
  checkImage: (): string => readSetting(SETTINGS.checkImage) || DEFAULT_CHECK_IMAGE,
  probeImage: (): ProbeImage => {
    const name = commandSettings.checkImage();
    const origin = name === DEFAULT_CHECK_IMAGE ? undefined : settingOrigin(SETTINGS.checkImage);
    return origin === undefined ? { name } : { name, origin };
  },
  /** Throws a `UserError` when the settings name no release that can be installed. */
  gvisorRelease: (): GVisorRelease => {
    const name = readSetting(SETTINGS.gvisorRelease);
    if (name === '') return PINNED_RELEASE;
    // What is wrong with the digests is said below.
    const release = { name, sha512: readSetting(SETTINGS.gvisorSha512) as GVisorRelease['sha512'] };
    return usableSetting(SETTINGS.gvisorRelease, release, releaseProblem(release));
  },
  gvisorMirror: (): string => {
    const mirror = readSetting(SETTINGS.gvisorMirror) || RELEASES_URL;
    return usableSetting(SETTINGS.gvisorMirror, mirror, mirrorProblem(mirror));
  },
  gvisorOrigins: (): InstallOrigins => {
    const origins = {
      release: settingOrigin(SETTINGS.gvisorRelease),
      mirror: settingOrigin(SETTINGS.gvisorMirror),
      image: settingOrigin(SETTINGS.gvisorImage),
    };
    return Object.fromEntries(Object.entries(origins).filter(([, from]) => from !== undefined));
  },
  gvisorImage: (): string => {
    const image = readSetting(SETTINGS.gvisorImage) || DEFAULT_INSTALLER_IMAGE;
    return usableSetting(SETTINGS.gvisorImage, image, imageProblem(image));
  },
};
