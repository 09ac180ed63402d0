import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { githubCommand } from '../../../../src/base/report/githubCommand.ts';
import { junitText } from '../../../../src/base/report/junit.ts';

describe('githubCommand', () => {
  it('lets no text be a property or a command', () => {
    const line = githubCommand({
      level: 'error',
      file: 'a:b,c.yaml',
      line: 3,
      title: '50%',
      message: 'one\n::set-env name=X::y\u001b[31m',
    });
    assert.equal(line.trimEnd().split('\n').length, 1);
    assert.match(line, /^::error file=a%3Ab%2Cc\.yaml,line=3,title=50%25::one/);
    assert.ok(!line.includes('\u001b'));
  });
});

describe('junitText', () => {
  it('lets no text be markup, and holds nothing that XML cannot', () => {
    const hostile = '"><failure a=\'&\u0000\u001b\uD800\uFFFE';
    const text = junitText('s', [{ className: hostile, name: hostile }]);
    assert.equal(text.match(/<failure/g), null);
    // eslint-disable-next-line no-control-regex -- these are what must not be there
    assert.doesNotMatch(text, /[\u0000-\u0008\u000b-\u001f\uFFFE]|\uD800/);
  });
});
