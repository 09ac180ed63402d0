import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import {
  MARKER_FILE,
  parseProc,
  parseUname,
  releaseOf,
} from '../../../../src/proof/reading/reading.ts';

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
  const missing = `cat: can't open '${MARKER_FILE}': No such file or directory\n`;
  it('reads version and command line, and sees that there is no marker', () => {
    assert.deepEqual(
      parseProc('Linux version 6.8.0 (x) #1\nBOOT_IMAGE=/vmlinuz ro\n', missing, 1),
      {
        procVersion: 'Linux version 6.8.0 (x) #1',
        cmdline: 'BOOT_IMAGE=/vmlinuz ro',
      },
    );
  });
  it('sees the marker file by its absence from the errors', () => {
    const proc = parseProc('Linux version 4.19.0-gvisor #1\nBOOT_IMAGE=x quiet\n', '', 0);
    assert.equal(proc.marker, true);
  });
  it('takes no marker from output that was cut before its exit code', () => {
    assert.equal(parseProc('Linux version 6.8.0 #1\n', '', 1).marker, undefined);
  });
  it('reads a command line that ends in NUL instead of a line feed', () => {
    assert.equal(parseProc('Linux version 6.8.0 #1\nro quiet\0', missing, 1).cmdline, 'ro quiet');
  });
  it('reads nothing from anything else', () => {
    assert.deepEqual(parseProc('Windows NT\n', '', 0), {});
    assert.deepEqual(parseProc('', missing, 1), {});
  });
});

describe('releaseOf', () => {
  it('is the third word of /proc/version', () => {
    assert.equal(releaseOf('Linux version 4.4.0 #1 SMP'), '4.4.0');
    assert.equal(releaseOf('Linux version'), undefined);
    assert.equal(releaseOf(undefined), undefined);
  });
});
