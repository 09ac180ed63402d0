import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { nullLog } from '../../../../src/base/log.ts';
import { documentFiles } from '../../../../src/kube/api/documentFiles.ts';
import { type DocumentCache, readOpenApi } from '../../../../src/kube/api/openApiDocuments.ts';
import { LanguageService } from '../../../../src/yaml/languageService.ts';
import { connectTo } from '../../../simConnection.ts';
import { type Sim, startSim } from '../../../sim/sim.ts';

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  restartPolicy: Sometimes
  containers:
    - name: web
      imagee: nginx
`;

describe("A cluster's own OpenAPI", () => {
  let sim: Sim;
  let folder: string;
  before(async () => {
    sim = await startSim();
    folder = await mkdtemp(join(tmpdir(), 'aks-sandbox-openapi-'));
  });
  after(async () => {
    await sim.stop();
    await rm(folder, { recursive: true });
  });

  it('is read once for each content, and checks manifests in place of the bundled one', async () => {
    const connection = await connectTo(sim.kubeconfig);
    const { signal } = new AbortController();
    const files = documentFiles(join(folder, 'openapi'), nullLog);
    let written = 0;
    const cache: DocumentCache = {
      read: (hash) => files.read(hash),
      write: async (hash, document) => {
        written++;
        await files.write(hash, document);
      },
    };
    const first = await readOpenApi(connection, cache, signal);
    assert.equal(written, first.length);
    assert.equal((await readdir(join(folder, 'openapi'))).length, first.length);
    const again = await readOpenApi(connection, cache, signal);
    assert.deepEqual(again, first);
    assert.equal(written, first.length, 'nothing was asked for twice');
    connection.dispose();

    const service = new LanguageService();
    service.setText('file', POD, 'manifest');
    assert.deepEqual(service.validate('file'), []);
    service.setClusterDefinitions('1.35.2', first);
    const codes = service.validate('file').map(({ code }) => code);
    assert.deepEqual(codes, ['not-in-enum', 'missing-field', 'unknown-field']);
    service.setClusterDefinitions('', []);
    assert.deepEqual(service.validate('file'), []);
  });
});
