import { TextDocument } from 'vscode-languageserver-textdocument';
import { getLanguageService, type LanguageService } from 'yaml-language-server';
import { checkSchemaURI } from 'yaml-language-server/out/src/languageservice/utils/schemaUrls.js';
import { SettingsState } from 'yaml-language-server/out/src/yamlSettings.js';
import { bundledTable, strictDefinitions } from '../../schemas/strictDefinitions.ts';

/** Red Hat's YAML language server as a library, as its extension runs it with the `kubernetes` schema. */
export interface YamlLanguageServer {
  validate(text: string): Promise<readonly ServerDiagnostic[]>;
  complete(text: string, offset: number): Promise<unknown>;
}

/** A problem in the form of the Language Server Protocol. */
export type ServerDiagnostic = Awaited<ReturnType<LanguageService['doValidation']>>[number];

const FILE = 'file:///bench.yaml';

/**
 * Starts it on our own definitions in the form of the schemas that it would download: `all.json` lists the kinds,
 * `_definitions.json` holds them, strictly. It finds the kind of each document by itself, as by default.
 */
export async function startYamlLanguageServer(): Promise<YamlLanguageServer> {
  const send = (): void => undefined;
  const telemetry = { send, sendError: send, sendTrack: send };
  const uri = checkSchemaURI([], undefined as never, 'kubernetes', telemetry);
  const table = strictSchemas();
  const yamlSettings = new SettingsState();
  yamlSettings.kubernetesCRDStoreEnabled = true;
  const service = getLanguageService({
    schemaRequestService: (asked) =>
      Promise.resolve(asked.includes('_definitions.json') ? table.definitions : table.all),
    workspaceContext: { resolveRelativePath: (relative, base) => new URL(relative, base).href },
    telemetry: telemetry,
    yamlSettings,
  });
  service.configure({
    validate: true,
    completion: true,
    hover: true,
    customTags: [],
    schemas: [{ uri, fileMatch: ['*.yaml'] }],
  });
  let version = 0;
  const documentOf = (text: string) => TextDocument.create(FILE, 'yaml', ++version, text);
  return {
    validate: (text) => service.doValidation(documentOf(text), true),
    complete: (text, offset) => {
      const document = documentOf(text);
      return service.doComplete(document, document.positionAt(offset), true);
    },
  };
}

function strictSchemas(): { readonly all: string; readonly definitions: string } {
  const table = bundledTable();
  const kinds = Object.entries(table.schemas).filter(
    ([, schema]) => schema['x-kubernetes-group-version-kind'],
  );
  const all = {
    oneOf: kinds.map(([name]) => ({ $ref: `_definitions.json#/definitions/${name}` })),
  };
  return {
    all: JSON.stringify(all),
    definitions: JSON.stringify({ definitions: strictDefinitions(table) }),
  };
}
