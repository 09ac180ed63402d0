import { workspace } from 'vscode';
import { SETTINGS } from '../ids.ts';
import { type RuleSeverities, readSeverities } from '../yaml/ruleConfiguration.ts';
import type { SchemaDiagnostics } from '../yaml/stepAside.ts';

/** The settings below `aksSandbox`, read anew at each use so that a change counts at once. */
export const settings = {
  kubeconfigs: (): readonly string[] => readSetting<readonly string[]>(SETTINGS.kubeconfigs, []),
  /** Severities by code, over those of `.aks-sandbox.yaml`. */
  rules: (): RuleSeverities => readSeverities(readSetting<unknown>(SETTINGS.rules, {})),
  schemaDiagnostics: (): SchemaDiagnostics => {
    const mode = readSetting<string>(SETTINGS.schemaDiagnostics, 'auto');
    return mode === 'always' || mode === 'never' ? mode : 'auto';
  },
  codeLens: (): boolean => readSetting(SETTINGS.codeLens, true),
};

export function readSetting<T>(key: string, otherwise: T): T {
  return workspace.getConfiguration('aksSandbox').get<T>(key) ?? otherwise;
}
