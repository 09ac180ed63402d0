import { workspace } from 'vscode';
import type { Disposable } from '../base/disposable.ts';
import { type RuleSeverities, readSeverities } from '../yaml/findings/ruleConfiguration.ts';
import type { SchemaDiagnostics } from '../yaml/findings/withoutReportedByOther.ts';
import { SETTINGS } from './ids.ts';
import { type SettingId, type SettingTypes, typedSetting } from './settingDefaults.ts';

const SECTION = 'aksSandbox';

/**
 * The settings that are needed from the start, read anew at each use so that a change counts at
 * once.
 */
export const settings = {
  kubeconfigs: (): readonly string[] =>
    readSetting(SETTINGS.kubeconfigs).filter((file) => typeof file === 'string'),
  /** Where to look for pods where not all may be listed. */
  namespaces: (): readonly string[] =>
    readSetting(SETTINGS.namespaces)
      .filter((name) => typeof name === 'string')
      .filter((name) => name !== ''),
  /** Severities by code, over those of `.aks-sandbox.yaml`. */
  rules: (): RuleSeverities => readSeverities(readSetting(SETTINGS.rules)),
  schemaDiagnostics: (): SchemaDiagnostics => {
    const mode = readSetting(SETTINGS.schemaDiagnostics);
    return mode === 'always' || mode === 'never' ? mode : 'auto';
  },
  codeLens: (): boolean => readSetting(SETTINGS.codeLens),
};

/** A setting as it is now. */
export function readSetting<Id extends SettingId>(id: Id): SettingTypes[Id] {
  return typedSetting(id, workspace.getConfiguration(SECTION).get<unknown>(id));
}

/** Where a setting is set, as what follows "from"; `undefined` where it is not. */
export function settingOrigin(id: SettingId): string | undefined {
  const set = workspace.getConfiguration(SECTION).inspect<unknown>(id);
  if (set?.workspaceFolderValue !== undefined) return 'the settings of a workspace folder';
  if (set?.workspaceValue !== undefined) return 'the settings of this workspace';
  return set?.globalValue === undefined ? undefined : 'your settings';
}

/** Calls the listener when a setting has changed. */
export function onDidChangeSetting(id: SettingId, listener: () => void): Disposable {
  return workspace.onDidChangeConfiguration((change) => {
    if (change.affectsConfiguration(`${SECTION}.${id}`)) listener();
  });
}
