import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { PODS } from '../../../../src/kube/resources/podResource.ts';
import { listAll } from '../../../../src/kube/list/list.ts';
import { connectionToServer, startStrangeServer } from '../../../strangeServer.ts';

const API = 'client.authentication.k8s.io/v1';
/** Signs in anew each time, after longer than a request may take. */
const SLOW = `setTimeout(() => console.log(JSON.stringify({ kind: 'ExecCredential',
  apiVersion: '${API}', status: { token: String(Date.now()) } })), 500)`;

describe('a sign-in that takes longer than a request may', () => {
  for (const refused of [0, 1]) {
    it(`takes none of its time (${refused} credentials refused)`, async () => {
      let asked = 0;
      await using server = await startStrangeServer((_request, answer) => {
        if (asked++ < refused) answer.writeHead(401).end('{}');
        else answer.end('{"metadata":{"resourceVersion":"1"},"items":[]}');
      });
      using connection = connectionToServer(`http://127.0.0.1:${server.port}`, {
        bounds: { requestMs: 400 },
        mayRunPrograms: () => true,
        exec: {
          apiVersion: API,
          command: process.execPath,
          args: ['-e', SLOW],
          env: [],
          installHint: '',
          provideClusterInfo: false,
          interactiveMode: 'IfAvailable',
        },
      });
      await listAll(connection, PODS, new AbortController().signal);
      assert.equal(asked, refused + 1);
    });
  }
});
