import assert from 'node:assert/strict';
import path from 'node:path';
import { describe, it } from 'node:test';
import { reportedPath, reportedUri, STDIN_NAME } from '../../../../src/cli/lint/reportedPath.ts';

const ROOT = path.resolve('/repo');

describe('A file in a report', () => {
  const CASES: readonly (readonly [file: string, named: string, uri: string])[] = [
    ['/repo/pod.yaml', 'pod.yaml', 'pod.yaml'],
    ['/repo/a b/pod#1.yaml', 'a b/pod#1.yaml', 'a%20b/pod%231.yaml'],
    ['/repo/what?.yaml', 'what?.yaml', 'what%3F.yaml'],
    ['/repo/50%.yaml', '50%.yaml', '50%25.yaml'],
    ['/repo/a:b/ü.yaml', 'a:b/ü.yaml', 'a%3Ab/%C3%BC.yaml'],
    ['/repo/..pod.yaml', '..pod.yaml', '..pod.yaml'],
  ];
  for (const [file, named, uri] of CASES) {
    it(`${file} is ${named}`, () => {
      assert.equal(reportedPath(file, ROOT), named);
      assert.equal(reportedUri(file, ROOT), uri);
    });
  }

  it('is named as a whole outside of the repository', () => {
    assert.match(reportedPath('/other/pod #1.yaml', ROOT), /^(?:[A-Z]:)?\/other\/pod #1\.yaml$/);
    const uri = reportedUri('/other/pod #1.yaml', ROOT);
    assert.match(uri, /^file:\/\/\/(?:[A-Z]:\/)?other\/pod%20%231\.yaml$/);
  });

  it('is called standard input when it is none', () => {
    assert.equal(reportedPath(STDIN_NAME, ROOT), '<stdin>');
    assert.equal(reportedUri(STDIN_NAME, ROOT), '%3Cstdin%3E');
  });
});
