import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { unforeseenText } from '../../../src/cli/terminal/unforeseen.ts';
import { startCli } from './startCli.ts';

/** Throws as soon as somebody would hear of it. */
const THROWING = `process.on('newListener', (event) => {
  if (event === 'uncaughtException') {
    process.nextTick(() => { throw new TypeError('first\\nsecond \\u001b[31mred'); });
  }
});`;

describe('what nobody foresaw', () => {
  const run = (args: readonly string[]) => {
    const NODE_OPTIONS = `--import=data:text/javascript,${encodeURIComponent(THROWING)}`;
    return startCli(args, { env: { NODE_OPTIONS }, stdinStays: true }).ended;
  };

  it('is one line', async () => {
    const { code, stderr } = await run(['lint', '-']);
    assert.equal(code, 2);
    assert.equal(stderr, 'aks-sandbox: Something unexpected happened: first second red\n');
  });

  it('says where it was where more is asked for', async () => {
    const { code, stderr } = await run(['verify', '-v']);
    assert.equal(code, 2);
    assert.match(stderr, /^aks-sandbox: Something unexpected happened: first second red$/m);
    assert.match(stderr, /^TypeError: first$/m);
    assert.match(stderr, /^ +at /m);
  });

  it('is said whatever was thrown', () => {
    assert.equal(unforeseenText(undefined), 'Something unexpected happened: undefined');
    assert.ok(unforeseenText(new Error('x'.repeat(9999))).length <= 500);
  });
});
