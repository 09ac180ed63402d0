import { workspace } from 'vscode';
import { DEFAULT_CONCURRENCY, DEFAULT_TIMEOUT_MS } from '../proof/check.ts';
import { DEFAULT_CHECK_IMAGE } from '../proof/probeContainerSpec.ts';
import {
  DEFAULT_INSTALLER_IMAGE,
  imageProblem,
  mirrorProblem,
} from '../gvisor/installerOptions.ts';
import {
  type GVisorRelease,
  PINNED_RELEASE,
  releaseProblem,
  RELEASES_URL,
} from '../gvisor/release.ts';
import { UserError } from '../base/problem.ts';
import { SETTINGS } from '../ids.ts';
import { type RuleSeverities, readSeverities } from '../yaml/ruleConfiguration.ts';
import type { SchemaDiagnostics } from '../yaml/stepAside.ts';

/** The settings below `aksSandbox`, read anew at each use so that a change counts at once. */
export const settings = {
  kubeconfigs: (): readonly string[] => read<readonly string[]>(SETTINGS.kubeconfigs, []),
  checkConcurrency: (): number =>
    clamp(read(SETTINGS.checkConcurrency, DEFAULT_CONCURRENCY), 1, 64),
  checkTimeoutMs: (): number =>
    clamp(read(SETTINGS.checkTimeout, DEFAULT_TIMEOUT_MS / 1000), 1, 300) * 1000,
  /** Severities by code, over those of `.aks-sandbox.yaml`. */
  rules: (): RuleSeverities => readSeverities(read<unknown>(SETTINGS.rules, {})),
  schemaDiagnostics: (): SchemaDiagnostics => {
    const mode = read<string>(SETTINGS.schemaDiagnostics, 'auto');
    return mode === 'always' || mode === 'never' ? mode : 'auto';
  },
  codeLens: (): boolean => read(SETTINGS.codeLens, true),
  checkImage: (): string => read(SETTINGS.checkImage, DEFAULT_CHECK_IMAGE),
  /** Throws a `UserError` when the settings name no release that can be installed. */
  gvisorRelease: (): GVisorRelease => {
    const name = read(SETTINGS.gvisorRelease, '');
    if (name === '') return PINNED_RELEASE;
    const release = { name, sha512: read<GVisorRelease['sha512']>(SETTINGS.gvisorSha512, {}) };
    return valid(release, SETTINGS.gvisorRelease, releaseProblem(release));
  },
  gvisorMirror: (): string => {
    const mirror = read(SETTINGS.gvisorMirror, '') || RELEASES_URL;
    return valid(mirror, SETTINGS.gvisorMirror, mirrorProblem(mirror));
  },
  gvisorImage: (): string => {
    const image = read(SETTINGS.gvisorImage, '') || DEFAULT_INSTALLER_IMAGE;
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

function read<T>(key: string, otherwise: T): T {
  return workspace.getConfiguration('aksSandbox').get<T>(key) ?? otherwise;
}

function clamp(value: number, least: number, most: number): number {
  return Math.min(most, Math.max(least, value));
}
