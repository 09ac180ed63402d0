import { workspace } from 'vscode';
import { SETTINGS } from './ids.ts';
import { type RuleSeverities, readSeverities } from '../yaml/findings/ruleConfiguration.ts';
import type { SchemaDiagnostics } from '../yaml/findings/withoutReportedByOther.ts';

/** The settings below `aksSandbox`, read anew at each use so that a change counts at once. */
export const settings = {
  kubeconfigs: (): readonly string[] => {
    const files = readSetting<unknown>(SETTINGS.kubeconfigs, []);
    return Array.isArray(files) ? files.filter((file) => typeof file === 'string') : [];
  },
  /** Severities by code, over those of `.aks-sandbox.yaml`. */
  rules: (): RuleSeverities => readSeverities(readSetting<unknown>(SETTINGS.rules, {})),
  schemaDiagnostics: (): SchemaDiagnostics => {
    const mode = readSetting<string>(SETTINGS.schemaDiagnostics, 'auto');
    return mode === 'always' || mode === 'never' ? mode : 'auto';
  },
  codeLens: (): boolean => readSetting(SETTINGS.codeLens, true),
};

/** A setting; `otherwise` when it is not set, or has another type: anything can be written into `settings.json`. */
export function readSetting<T>(key: string, otherwise: T): T {
  const value = workspace.getConfiguration('aksSandbox').get<T>(key);
  const isOther = value === null || typeof value !== typeof otherwise;
  return isOther && otherwise !== undefined ? otherwise : (value as T);
}
