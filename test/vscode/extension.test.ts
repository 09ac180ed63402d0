import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import { get } from 'node:https';
import { join } from 'node:path';
import { describe, it } from 'mocha';
import * as vscode from 'vscode';

const ID = 'aks-sandbox.aks-sandbox';
const KUBECONFIG = process.env['KUBECONFIG'] ?? '';
const CLUSTER = `${KUBECONFIG}#prod-weu`;

/** What the embedded cluster was asked for so far, as text to compare. */
async function requestsServed(): Promise<string> {
  const text = await new Promise<string>((resolve, reject) => {
    const url = `${process.env['AKS_SANDBOX_TEST_SIM'] ?? ''}/sim/state`;
    get(url, { rejectUnauthorized: false }, (answer) => {
      let body = '';
      answer.on('data', (part) => (body += String(part)));
      answer.on('end', () => resolve(body));
    }).on('error', reject);
  });
  return JSON.stringify((JSON.parse(text) as { requests: unknown }).requests);
}

function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension(ID);
  assert.ok(found, `${ID} is not installed`);
  return found;
}

/** A row of the tree, as a menu hands it to a command. */
const row = (target: object) => ({ node: { target: { cluster: CLUSTER, ...target } } });
const command = (name: string, ...args: unknown[]) =>
  vscode.commands.executeCommand(`aksSandbox.${name}`, ...args);

/** The text of the read-only document whose path ends so, once the editor has it. */
async function documentText(ending: string): Promise<string> {
  for (;;) {
    const found = vscode.workspace.textDocuments.find(
      ({ uri }) => uri.scheme === 'aks-sandbox' && uri.path.endsWith(ending),
    );
    if (found) return found.getText();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** The read-only documents that are open in tabs; of a diff what something becomes. */
function openDocuments(): vscode.Uri[] {
  return vscode.window.tabGroups.all
    .flatMap((group) => group.tabs)
    .flatMap(({ input }) => {
      if (input instanceof vscode.TabInputTextDiff) return [input.modified];
      return input instanceof vscode.TabInputText ? [input.uri] : [];
    })
    .filter(({ scheme }) => scheme === 'aks-sandbox');
}

describe('AKS Sandbox in VS Code', () => {
  it('starts nothing when a YAML file is opened', async () => {
    const served = await requestsServed();
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder);
    await vscode.window.showTextDocument(vscode.Uri.joinPath(folder, 'deployment.yaml'));
    assert.equal(await requestsServed(), served);
  });

  it('activates without loading the Kubernetes client', async () => {
    await extension().activate();
    const loaded = Object.keys(require.cache).filter((file) =>
      file.startsWith(extension().extensionPath),
    );
    assert.deepEqual(
      loaded.filter((file) => /(?:kube|yaml)\.cjs$/.test(file)),
      [],
    );
    assert.ok(loaded.some((file) => file.endsWith(join('dist', 'extension.cjs'))));
  });

  it('registers every command that it contributes', async () => {
    const registered = new Set(await vscode.commands.getCommands());
    const { commands } = (
      extension().packageJSON as { contributes: { commands: { command: string }[] } }
    ).contributes;
    for (const { command: id } of commands) assert.ok(registered.has(id), id);
  });

  it('checks the kernel of a namespace and keeps the report', async () => {
    await command('selectActiveCluster', 'prod-weu');
    await command('checkKernel', row({ kind: 'namespace', name: 'payments' }));
    await command('showLastReport');
    const report = await documentText('Kernel Check.md');
    assert.match(report, /^# Kernel check: prod-weu/);
    assert.match(report, /## Contradictions\n\n- \[`payments\/legacy-0`\]\(\S+\) claims gVisor/);
  });

  it('shows the manifest of a pod without the bookkeeping of field managers', async () => {
    await command('showManifest', row({ kind: 'pod', namespace: 'payments', name: 'legacy-0' }));
    const manifest = await documentText('legacy-0.yaml');
    assert.match(manifest, /^apiVersion: v1\nkind: Pod\n/);
    assert.match(manifest, /runtimeClassName: gvisor/);
    assert.doesNotMatch(manifest, /managedFields/);
  });

  it('asks without closing the manifest of a pod that is called as the file', async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder);
    const file = vscode.Uri.joinPath(folder, 'legacy-0.yaml');
    await vscode.workspace.fs.copy(vscode.Uri.joinPath(folder, 'deployment.yaml'), file);
    await command('showManifest', row({ kind: 'pod', namespace: 'payments', name: 'legacy-0' }));
    const asked = command('sandboxWorkload', file, { line: 0, character: 0 }, 'gvisor');
    let question: vscode.Uri | undefined;
    while (!question) {
      await new Promise((resolve) => setTimeout(resolve, 20));
      question = openDocuments().find((uri) => uri.path === '/legacy-0.yaml');
    }
    const paths = openDocuments().map((uri) => uri.path);
    assert.ok(paths.includes('/prod-weu/payments/legacy-0.yaml'), paths.join());
    await command('previewDiscard', question);
    await asked;
    await vscode.workspace.fs.delete(file);
  });

  it('shows the events of a pod with what they mean', async () => {
    const scan = await podName('batch', 'scan-');
    await command('showEvents', row({ kind: 'pod', namespace: 'batch', name: scan }));
    const events = await documentText('events.md');
    assert.match(events, /FailedCreatePodSandBox/);
    assert.match(events, /→ The node does not serve the handler \\?"runsc/);
  });

  it('shows the log of a container', async () => {
    await command(
      'showContainerLog',
      row({ kind: 'pod', namespace: 'payments', name: 'legacy-0' }),
    );
    assert.notEqual(await documentText('main.log'), '');
  });

  it('shows which pods of a namespace claim a sandbox', async () => {
    await command('showCoverage', row({ kind: 'namespace', name: 'payments' }));
    const coverage = await documentText('payments/coverage.md');
    assert.match(coverage, /^# Sandbox coverage: prod-weu, payments/);
    assert.match(coverage, /8 of 12 pods \(67%\) claim a sandbox/);
  });

  it('shows an admission policy with the classes that are sandboxes', async () => {
    await command('showAdmissionPolicy', row({ kind: 'cluster' }));
    const policy = await documentText('agent-sandboxes-policy.yaml');
    assert.match(policy, /^kind: ValidatingAdmissionPolicy$/m);
    assert.match(policy, /runtimeClassName in \['gvisor', 'kata-mshv/);
  });

  it('writes nothing to the kubeconfig', async () => {
    const before = [await readFile(KUBECONFIG, 'utf8'), (await stat(KUBECONFIG)).mtimeMs];
    await command('selectActiveCluster', 'prod-weu-viewer');
    await command('refresh');
    assert.deepEqual(
      [await readFile(KUBECONFIG, 'utf8'), (await stat(KUBECONFIG)).mtimeMs],
      before,
    );
  });
});

/** The name of a sample pod, out of the coverage of its namespace. */
async function podName(namespace: string, prefix: string): Promise<string> {
  await command('showCoverage', row({ kind: 'namespace', name: namespace }));
  const coverage = await documentText(`${namespace}/coverage.md`);
  return new RegExp(`\`(${prefix}[\\w-]+)\``).exec(coverage)?.[1] ?? '';
}
