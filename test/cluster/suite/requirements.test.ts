import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { type MachineFacts, readMachineFacts } from '../machineFacts.ts';
import { missingRequirements } from '../requirements.ts';

const able: MachineFacts = {
  platform: 'linux',
  uid: 0,
  capabilities: (1n << 12n) | (1n << 21n) | (1n << 27n),
  goVersion: 'go1.26.8',
  missingPrograms: [],
  missingLibraries: [],
  hasApt: true,
  hasCgroups: true,
  cacheFolder: '/cache',
  cacheIsOverlay: false,
};

describe('missingRequirements', () => {
  it('finds nothing missing on an able machine', () => {
    assert.deepEqual(missingRequirements(able), []);
  });

  const cases: readonly [string, Partial<MachineFacts>, RegExp][] = [
    [
      'another system',
      { platform: 'darwin' },
      /^Linux: .*darwin\. Run the tests on a Linux machine/,
    ],
    ['another user', { uid: 1000 }, /^Root: .*1000\. Run the command with sudo/],
    ['a container', { capabilities: 1n << 12n }, /CAP_SYS_ADMIN, CAP_MKNOD missing/],
    ['an old Go', { goVersion: 'go1.25.3' }, /^Go 1\.26 or newer: found go1\.25\.3/],
    ['missing packages', { missingPrograms: ['gcc'] }, /no gcc\. Run test\/cluster\/install\.sh/],
    [
      'missing packages of another distribution',
      { missingLibraries: ['libc.a'], hasApt: false },
      /no libc\.a\. Install the packages/,
    ],
    ['no control groups', { hasCgroups: false }, /^Control groups: .* Mount them/],
    [
      'an overlay',
      { cacheIsOverlay: true },
      /\/cache lies on an overlay.*AKS_SANDBOX_CLUSTER_CACHE/,
    ],
  ];
  for (const [name, facts, expected] of cases) {
    it(`says what to do about ${name}`, () => {
      const missing = missingRequirements({ ...able, ...facts });
      assert.equal(missing.length, 1);
      assert.match(missing[0] ?? '', expected);
    });
  }

  it('says what to do without Go', () => {
    const { goVersion: _, ...noGo } = able;
    assert.match(missingRequirements(noGo).join('\n'), /^Go 1\.26 or newer: no `go` on the PATH/);
  });

  it('names all that is missing at once', () => {
    assert.equal(missingRequirements({ ...able, uid: 1, goVersion: 'go1.2' }).length, 2);
  });
});

describe('readMachineFacts', () => {
  it('finds no Go and no program where the PATH leads nowhere', async () => {
    const facts = await readMachineFacts({ PATH: '/nowhere' });
    assert.equal(facts.goVersion, undefined);
    assert.ok(facts.missingPrograms.includes('gcc'));
    assert.ok(facts.missingLibraries.includes('libc.a'));
    assert.equal(facts.hasApt, false);
  });
});
