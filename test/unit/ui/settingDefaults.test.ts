import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import manifest from '../../../package.json' with { type: 'json' };
import nls from '../../../package.nls.json' with { type: 'json' };
import { DEFAULT_INSTALLER_IMAGE } from '../../../src/gvisor/manifest/installerOptions.ts';
import { DEFAULT_CONCURRENCY, DEFAULT_TIMEOUT_MS } from '../../../src/proof/check/check.ts';
import { DEFAULT_CHECK_IMAGE } from '../../../src/proof/reading/probeContainerSpec.ts';
import { SETTINGS } from '../../../src/ui/ids.ts';
import {
  numberSetting,
  SETTING_DEFAULTS,
  SETTING_RANGES,
  type SettingId,
  typedSetting,
} from '../../../src/ui/settingDefaults.ts';

interface Contributed {
  readonly type: string;
  readonly default: unknown;
  readonly minimum?: number;
  readonly maximum?: number;
  readonly description?: string;
}

const contributed: Readonly<Record<string, Contributed>> =
  manifest.contributes.configuration.properties;
const JSON_TYPES: Readonly<Record<string, string>> = { integer: 'number', array: 'object' };

describe('the settings', () => {
  for (const id of Object.values(SETTINGS)) {
    it(`${id} is of the type and has the default that package.json gives it`, () => {
      const property = contributed[`aksSandbox.${id}`];
      const otherwise = SETTING_DEFAULTS[id];
      assert.deepEqual(property?.default, otherwise);
      assert.equal(JSON_TYPES[property?.type ?? ''] ?? property?.type, typeof otherwise);
      const ranges: Partial<Record<SettingId, readonly [number, number]>> = SETTING_RANGES;
      const [least, most] = ranges[id] ?? [];
      assert.deepEqual([property?.minimum, property?.maximum], [least, most]);
    });
  }

  it('have the defaults of the command line', () => {
    assert.equal(SETTING_DEFAULTS[SETTINGS.checkConcurrency], DEFAULT_CONCURRENCY);
    assert.equal(SETTING_DEFAULTS[SETTINGS.checkTimeout] * 1000, DEFAULT_TIMEOUT_MS);
    assert.equal(SETTING_DEFAULTS[SETTINGS.checkImage], DEFAULT_CHECK_IMAGE);
    assert.ok(nls['setting.gvisor.image'].includes(`\`${DEFAULT_INSTALLER_IMAGE}\``));
  });

  const TABLE: readonly (readonly [SettingId, unknown, unknown])[] = [
    [SETTINGS.kubeconfigs, ['a'], ['a']],
    [SETTINGS.kubeconfigs, 'a', []],
    [SETTINGS.kubeconfigs, { a: 1 }, []],
    [SETTINGS.checkConcurrency, 4, 4],
    [SETTINGS.checkConcurrency, '4', 16],
    [SETTINGS.codeLens, false, false],
    [SETTINGS.codeLens, null, true],
    [SETTINGS.gvisorSha512, ['x'], {}],
    [SETTINGS.rules, { GV001: 'off' }, { GV001: 'off' }],
    [SETTINGS.gvisorImage, undefined, ''],
  ];
  for (const [id, written, read] of TABLE) {
    it(`take ${JSON.stringify(written)} for ${id} as ${JSON.stringify(read)}`, () =>
      assert.deepEqual(typedSetting(id, written), read));
  }

  it('bring a number into its range', () => {
    const read = [-1, 0, 8, 1000].map((value) => numberSetting(SETTINGS.checkConcurrency, value));
    assert.deepEqual(read, [1, 1, 8, 64]);
  });
});
