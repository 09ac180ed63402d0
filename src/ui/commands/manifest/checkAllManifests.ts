import { readFile } from 'node:fs/promises';
import { Uri, workspace } from 'vscode';
import { isAbort } from '../../../base/abort.ts';
import { UserError } from '../../../base/problem.ts';
import { findManifests } from '../../../files/findManifests.ts';

import { mayDeclare } from '../../../yaml/facts/declared.ts';
import { LineIndex } from '../../../yaml/parse/lineIndex.ts';
import { textRoleOf } from '../../../yaml/document/textRole.ts';
import { findingDiagnostic } from '../../language/findingDiagnostic.ts';
import { withCancellableProgress } from '../../progress.ts';
import type { CommandContext } from '../target/commandContext.ts';
import { showInformationMessage } from '../../notifications.ts';
import { count } from '../../../base/count.ts';

const TITLE = 'Check All Manifests';

/**
 * Checks every YAML file of the workspace that no .gitignore names, and puts what is found into the Problems panel. What one
 * file declares exists for all others.
 */
export async function checkAllManifests({ language, scanned }: CommandContext): Promise<void> {
  const { worker, rules } = language;
  const folders = (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  if (folders.length === 0) throw noFolder();
  scanned.clear();
  const counts = { checked: 0, errors: 0, findings: 0 };
  let files: readonly string[] = [];
  try {
    await withCancellableProgress(TITLE, async (progress, signal) => {
      const paths = folders.map(({ uri }) => uri.fsPath);
      files = await findManifests(paths, (file) => rules.excludes({ uri: Uri.file(file) }), signal);
      const declaring = await declaringFiles(files, signal);
      for (const file of declaring) await worker.ask('validate', await textOf(file));
      for (const file of files) {
        signal.throwIfAborted();
        await check(file, counts);
        if (!declaring.has(file)) worker.close(scanId(file));
        progress.report({
          message: `${counts.checked} of ${files.length}`,
          increment: 100 / files.length,
        });
      }
    });
  } catch (error) {
    if (!isAbort(error)) throw error;
    void showInformationMessage(
      `${TITLE} was cancelled after ${counts.checked} of ${files.length} files; what was found until then stays.`,
    );
    return;
  } finally {
    for (const file of files) worker.close(scanId(file));
  }
  const found =
    counts.findings === 0
      ? 'nothing to mend'
      : `${count(counts.findings, 'problem')}, errors among them: ${counts.errors}`;
  void showInformationMessage(`Checked ${count(counts.checked, 'file')}: ${found}.`);

  async function check(file: string, sums: typeof counts): Promise<void> {
    const text = await textOf(file);
    const findings = (await worker.ask('validate', text)) ?? [];
    sums.checked++;
    sums.findings += findings.length;
    sums.errors += findings.filter(({ severity }) => severity === 'error').length;
    // An open file is checked as it is typed.
    const isOpen = workspace.textDocuments.some(({ uri }) => uri.fsPath === file);
    if (findings.length === 0 || isOpen) return;
    const lines = new LineIndex(text.text());
    scanned.set(
      Uri.file(file),
      findings.map((finding) => findingDiagnostic(finding, (offset) => lines.positionOf(offset))),
    );
  }
}

async function textOf(file: string) {
  const text = await readFile(file, 'utf8').catch(() => '');
  const role = await textRoleOf(Uri.file(file).path, (path) =>
    readFile(Uri.file(path).fsPath, 'utf8').catch(() => undefined),
  );
  return { id: scanId(file), version: 0, role, text: () => text };
}

function scanId(file: string): string {
  return `scan:${file}`;
}

/** The files that may declare what exists for all others. */
async function declaringFiles(
  files: readonly string[],
  signal: AbortSignal,
): Promise<ReadonlySet<string>> {
  const found = new Set<string>();
  for (const file of files) {
    signal.throwIfAborted();
    if (mayDeclare(await readFile(file, 'utf8').catch(() => ''))) found.add(file);
  }
  return found;
}

function noFolder(): UserError {
  return new UserError({
    kind: 'configuration',
    what: 'No folder on this machine is open',
    next: 'Open the folder with your manifests, then check them all.',
    retryable: false,
  });
}
