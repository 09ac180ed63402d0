// Runs inside the extension host, in the place of Red Hat's extension.
import type * as vscode from 'vscode';
import {
  type ServerDiagnostic,
  startYamlLanguageServer,
} from '../../bench/manifests/yamlLanguageServer.ts';

type Vscode = typeof vscode;

/** Reports of each YAML document what the YAML language server finds in it, until that is disposed of. */
export async function validateYaml(api: Vscode): Promise<vscode.Disposable> {
  const server = await startYamlLanguageServer();
  const collection = api.languages.createDiagnosticCollection('YAML');
  const validate = async (document: vscode.TextDocument): Promise<void> => {
    if (document.languageId !== 'yaml') return;
    const found = await server.validate(document.getText());
    collection.set(
      document.uri,
      found.map((one) => diagnosticOf(api, one)),
    );
  };
  for (const document of api.workspace.textDocuments) await validate(document);
  return api.Disposable.from(
    collection,
    api.workspace.onDidOpenTextDocument((document) => validate(document)),
    api.workspace.onDidChangeTextDocument(({ document }) => validate(document)),
  );
}

function diagnosticOf(
  api: Vscode,
  { range: { start, end }, message, severity, source, code }: ServerDiagnostic,
): vscode.Diagnostic {
  const range = new api.Range(start.line, start.character, end.line, end.character);
  const text = typeof message === 'string' ? message : message.value;
  // The protocol counts severities from 1, the API of extensions from 0.
  const diagnostic = new api.Diagnostic(range, text, (severity ?? 1) - 1);
  if (source !== undefined) diagnostic.source = source;
  if (code !== undefined) diagnostic.code = code;
  return diagnostic;
}
