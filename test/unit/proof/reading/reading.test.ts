import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseProc, parseUname, releaseOf } from '../../../../src/proof/reading/reading.ts';

describe('parseUname', () => {
  const TABLE: readonly (readonly [string, string])[] = [
    ['6.8.0-1065-azure\n', '6.8.0-1065-azure'],
    ['4.19.0-gvisor', '4.19.0-gvisor'],
    ['', ''],
    ['two words\n', ''],
    ['6.8.0\n6.9.0\n', ''],
    ['\u001b[31m6.8.0\n', ''],
    [`${'9'.repeat(200)}\n`, ''],
  ];
  for (const [stdout, release] of TABLE) {
    it(JSON.stringify(stdout.slice(0, 30)), () => assert.equal(parseUname(stdout), release));
  }
});

describe('parseProc', () => {
  const MARKER_FILE = '/proc/gvisor/kernel_is_gvisor';
  const missing = `cat: can't open '${MARKER_FILE}': No such file or directory\n`;
  const id = '5f3c1b02-8a54-4f0e-9d7e-0c5b2f6a1e11';
  const TABLE: readonly (readonly [
    name: string,
    printed: readonly [stdout: string, stderr: string, exitCode: number],
    read: ReturnType<typeof parseProc>,
  ])[] = [
    [
      'version, boot id and command line',
      [`Linux version 6.8.0 (x) #1\n${id}\nBOOT_IMAGE=/vmlinuz ro\n`, missing, 1],
      { procVersion: 'Linux version 6.8.0 (x) #1', bootId: id, cmdline: 'BOOT_IMAGE=/vmlinuz ro' },
    ],
    [
      'what is there of a kernel without a boot id',
      ['Linux version 6.8.0 #1\nro\n', missing, 1],
      { procVersion: 'Linux version 6.8.0 #1', cmdline: 'ro' },
    ],
    ['a boot id alone, in lower case', [`${id.toUpperCase()}\n`, missing, 1], { bootId: id }],
    [
      "gVisor's marker beside its release",
      ['Linux version 4.19.0-gvisor #1\nBOOT_IMAGE=x quiet\n1\n', '', 0],
      {
        procVersion: 'Linux version 4.19.0-gvisor #1',
        cmdline: 'BOOT_IMAGE=x quiet',
        marker: true,
      },
    ],
    [
      "no marker without gVisor's release",
      ['Linux version 6.8.0 #1\nro\n', '', 0],
      { procVersion: 'Linux version 6.8.0 #1', cmdline: 'ro' },
    ],
    [
      'no marker where the complaint stands in the output',
      [`Linux version 4.19.0-gvisor #1\nquiet\n${missing}`, '', 0],
      { procVersion: 'Linux version 4.19.0-gvisor #1', cmdline: 'quiet' },
    ],
    [
      'no complaint as the command line',
      [`Linux version 6.8.0 #1\n/bin/cat: /proc/cmdline: Permission denied\n`, '', 1],
      { procVersion: 'Linux version 6.8.0 #1' },
    ],
    [
      'a command line that ends in NUL, and lines of a terminal',
      ['Linux version 6.8.0 #1\r\nro quiet\0', missing, 1],
      { procVersion: 'Linux version 6.8.0 #1', cmdline: 'ro quiet' },
    ],
    ['nothing of another system', ['Windows NT\n', '', 0], {}],
    ['nothing of nothing', ['', missing, 1], {}],
  ];
  for (const [name, printed, read] of TABLE) {
    it(`reads ${name}`, () => assert.deepEqual(parseProc(...printed), read));
  }
});

describe('releaseOf', () => {
  it('is the third word of /proc/version', () => {
    assert.equal(releaseOf('Linux version 4.4.0 #1 SMP'), '4.4.0');
    assert.equal(releaseOf('Linux version'), undefined);
    assert.equal(releaseOf(undefined), undefined);
  });
});
