import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { deviceCodeOf } from '../../../../src/kube/credentials/deviceCode.ts';

describe('deviceCodeOf', () => {
  const TABLE: readonly (readonly [
    text: string,
    asked: { readonly page: string; readonly code: string } | undefined,
  ])[] = [
    [
      'To sign in, use a web browser to open the page https://microsoft.com/devicelogin and enter the code A1B2C3D4E to authenticate.',
      { page: 'https://microsoft.com/devicelogin', code: 'A1B2C3D4E' },
    ],
    [
      'Please visit https://idp.example/device. Your code: WDJB-MJHT',
      { page: 'https://idp.example/device', code: 'WDJB-MJHT' },
    ],
    ['Open http://idp.example/device and enter the code ABCD1234', undefined],
    ['error code: 403 at https://login.example', undefined],
    ['see https://aka.ms/help', undefined],
  ];
  for (const [text, asked] of TABLE) {
    it(text, () => assert.deepEqual(deviceCodeOf(text), asked));
  }
});
