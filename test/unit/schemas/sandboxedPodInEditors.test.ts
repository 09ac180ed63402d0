import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { pathToFileURL } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import { getLanguageService } from 'yaml-language-server';
import { SettingsState } from 'yaml-language-server/out/src/yamlSettings.js';
import { FINDINGS } from '../../../src/yaml/catalogue/findingCatalogue.ts';

const ROOT = path.join(import.meta.dirname, '../../..');

interface Manifest {
  readonly contributes: {
    readonly yamlValidation: readonly { readonly fileMatch: string; readonly url: string }[];
  };
}

const GOOD = `apiVersion: apps/v1
kind: Deployment
metadata:
  name: web
spec:
  selector:
    matchLabels: { app: web }
  template:
    metadata:
      labels: { app: web }
    spec:
      runtimeClassName: kata-vm-isolation
      containers:
        - name: web
          image: nginx
          resources:
            limits: { cpu: 1, memory: 1Gi }
`;
const ON_HOST = GOOD.replace('      containers:', '      hostNetwork: true\n      containers:');

/**
 * Red Hat's YAML language server with the schemas that package.json associates, as its extension hands them on:
 * `getSchemaAssociations` in vscode-yaml `src/extension.ts` (2026) puts a slash before the name.
 */
function yamlLanguageServer() {
  const { contributes } = JSON.parse(
    readFileSync(path.join(ROOT, 'package.json'), 'utf8'),
  ) as Manifest;
  const send = (): void => undefined;
  const service = getLanguageService({
    schemaRequestService: (uri) => Promise.resolve(readFileSync(new URL(uri), 'utf8')),
    workspaceContext: { resolveRelativePath: (relative, base) => new URL(relative, base).href },
    telemetry: { send, sendError: send, sendTrack: send },
    yamlSettings: new SettingsState(),
  });
  service.configure({
    validate: true,
    schemas: contributes.yamlValidation.map(({ fileMatch, url }) => ({
      uri: pathToFileURL(path.join(ROOT, url)).href,
      fileMatch: [`/${fileMatch}`],
    })),
  });
  return service;
}

describe('The YAML language server, with the schema that package.json associates,', () => {
  const service = yamlLanguageServer();
  let version = 0;

  async function findings(file: string, text: string) {
    const document = TextDocument.create(`file:///work/apps/${file}`, 'yaml', ++version, text);
    const found = await service.doValidation(document, false);
    return found.map(({ range, message }) => ({ at: document.getText(range), message }));
  }

  it('has nothing against a sandboxed workload', async () => {
    assert.deepEqual(await findings('web.sandbox.yaml', GOOD), []);
  });

  it('says what the rules say of hostNetwork, at its value', async () => {
    const message = `GV001: ${FINDINGS.GV001.title}; KT001: ${FINDINGS.KT001.title}`;
    assert.deepEqual(await findings('web.sandbox.yaml', ON_HOST), [{ at: 'true', message }]);
  });

  it('says that a class is missing', async () => {
    const plain = GOOD.replace(/ *runtimeClassName: .*\n/, '');
    const found = await findings('web.sandbox.yaml', plain);
    const message = 'Missing property "runtimeClassName".';
    assert.deepEqual(found, [{ at: 'spec', message }]);
  });

  it('has nothing to say of other files', async () => {
    assert.deepEqual(await findings('web.yaml', ON_HOST), []);
  });
});
