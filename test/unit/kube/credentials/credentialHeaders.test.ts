import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { credentialHeaders } from '../../../../src/kube/credentials/credential.ts';

describe('credentialHeaders', () => {
  const as = (user: string, extra: Readonly<Record<string, readonly string[]>> = {}) =>
    credentialHeaders({ impersonation: { user, uid: 'ü', groups: ['grün'], extra } });

  it('sends names outside of Latin-1 as their bytes in UTF-8, as kubectl does', () => {
    const headers = as('Жанна');
    assert.equal(Buffer.from(String(headers['Impersonate-User']), 'latin1').toString(), 'Жанна');
    assert.equal(Buffer.from(String(headers['Impersonate-Uid']), 'latin1').toString(), 'ü');
    assert.deepEqual(headers['Impersonate-Group'], [Buffer.from('grün').toString('latin1')]);
  });

  const KEYS: readonly (readonly [key: string, escaped: string])[] = [
    ['scopes', 'scopes'],
    ['example.com/scopes', 'example.com%2Fscopes'],
    ['a b%', 'a%20b%25'],
    ["it's(1)", "it's%281%29"],
    ['ключ', '%D0%BA%D0%BB%D1%8E%D1%87'],
  ];
  for (const [key, escaped] of KEYS) {
    it(`escapes the key ${key}`, () => {
      assert.deepEqual(as('bob', { [key]: ['v'] })[`Impersonate-Extra-${escaped}`], ['v']);
    });
  }

  for (const token of ['two words', 'line\nbreak', 'naïve', '\u200btoken', '']) {
    it(`refuses the token ${JSON.stringify(token)} without repeating it`, () => {
      assert.throws(
        () => credentialHeaders({ token }),
        /The token holds characters that no token has/,
      );
    });
  }
});
