import { UserError } from '../../../base/problem.ts';
import type { SettingId } from '../../settingDefaults.ts';

/** The value of a setting. Throws where there is a problem with it. */
export function usableSetting<T>(id: SettingId, value: T, problem: string | undefined): T {
  if (problem === undefined) return value;
  throw new UserError({
    kind: 'configuration',
    what: `The setting aksSandbox.${id} cannot be used: ${problem}`,
    next: 'Change it in the settings.',
    retryable: false,
  });
}
