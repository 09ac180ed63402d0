import { SETTINGS } from './ids.ts';

/** The settings below `aksSandbox`, each with its type. */
export interface SettingTypes {
  readonly [SETTINGS.kubeconfigs]: readonly unknown[];
  readonly [SETTINGS.namespaces]: readonly unknown[];
  readonly [SETTINGS.checkConcurrency]: number;
  /** In seconds. */
  readonly [SETTINGS.checkTimeout]: number;
  readonly [SETTINGS.checkImage]: string;
  readonly [SETTINGS.rules]: Readonly<Record<string, unknown>>;
  readonly [SETTINGS.schemaDiagnostics]: string;
  readonly [SETTINGS.codeLens]: boolean;
  readonly [SETTINGS.azureSignIn]: string;
  readonly [SETTINGS.gvisorRelease]: string;
  readonly [SETTINGS.gvisorSha512]: Readonly<Record<string, unknown>>;
  readonly [SETTINGS.gvisorMirror]: string;
  readonly [SETTINGS.gvisorImage]: string;
  readonly [SETTINGS.azurePrices]: boolean;
}

export type SettingId = keyof SettingTypes;

/**
 * What counts where a setting is not set, or has another type. A test holds these and package.json
 * together.
 */
export const SETTING_DEFAULTS: SettingTypes = {
  [SETTINGS.kubeconfigs]: [],
  [SETTINGS.namespaces]: [],
  [SETTINGS.checkConcurrency]: 16,
  [SETTINGS.checkTimeout]: 10,
  [SETTINGS.checkImage]: 'mcr.microsoft.com/azurelinux/busybox:1.36',
  [SETTINGS.rules]: {},
  [SETTINGS.schemaDiagnostics]: 'auto',
  [SETTINGS.codeLens]: true,
  [SETTINGS.azureSignIn]: 'vscode',
  [SETTINGS.gvisorRelease]: '',
  [SETTINGS.gvisorSha512]: {},
  [SETTINGS.gvisorMirror]: '',
  [SETTINGS.gvisorImage]: '',
  [SETTINGS.azurePrices]: true,
};

/** The least and the most that a number may be. */
export const SETTING_RANGES = {
  [SETTINGS.checkConcurrency]: [1, 64],
  [SETTINGS.checkTimeout]: [1, 300],
} as const satisfies Partial<Record<SettingId, readonly [least: number, most: number]>>;

/** A setting as its type wants it: anything can be written into `settings.json`. */
export function typedSetting<Id extends SettingId>(id: Id, value: unknown): SettingTypes[Id] {
  const otherwise = SETTING_DEFAULTS[id];
  return isLike(value, otherwise) ? value : otherwise;
}

/** A number brought into the range of its setting. */
export function numberSetting(id: keyof typeof SETTING_RANGES, value: number): number {
  const [least, most] = SETTING_RANGES[id];
  return Math.min(most, Math.max(least, value));
}

function isLike<T>(value: unknown, other: T): value is T {
  return (
    value !== null && typeof value === typeof other && Array.isArray(value) === Array.isArray(other)
  );
}
