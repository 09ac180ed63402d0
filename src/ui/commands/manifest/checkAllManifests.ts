import { numberText } from '../../../base/text/count.ts';
import { commands, Uri, workspace } from 'vscode';
import { isAbort } from '../../../base/abort.ts';
import { decodeFile } from '../../../files/decodeFile.ts';
import { findManifests } from '../../../files/findManifests.ts';
import { MAX_MANIFEST_BYTES, readRegularFile } from '../../../files/readRegularFile.ts';
import { mayDeclare } from '../../../yaml/facts/declared.ts';
import { LineIndex } from '../../../yaml/parse/lineIndex.ts';
import { textRoleOf } from '../../../yaml/document/textRole.ts';
import type { Finding } from '../../../yaml/findings/finding.ts';
import { findingDiagnostic } from '../../language/findingDiagnostic.ts';
import type { VersionedText } from '../../language/worker/languageWorker.ts';
import { withCancellableProgress } from '../../progress.ts';
import type { CommandContext } from '../target/commandContext.ts';
import { showInformationMessage } from '../../notifications.ts';
import { noFolder } from './manifestProblems.ts';
import { type ScanCounts, scanCancelledText, scanText } from './scanText.ts';
import { COMMAND_TITLES } from '../../commandTitles.ts';
import { COMMANDS } from '../../ids.ts';

const TITLE = COMMAND_TITLES[COMMANDS.checkAllManifests];
const SHOW_PROBLEMS = 'Show Problems';

/**
 * Checks every YAML file of the workspace that no .gitignore names, and puts what is found into the
 * Problems panel. What one file declares exists for all others.
 */
export async function checkAllManifests({ language, scanned }: CommandContext): Promise<void> {
  const { worker, rules } = language;
  const folders = (workspace.workspaceFolders ?? []).filter(({ uri }) => uri.scheme === 'file');
  if (folders.length === 0) throw noFolder();
  scanned.clear();
  const counts: ScanCounts = { checked: 0, errors: 0, warnings: 0, others: 0 };
  let files: readonly string[] = [];
  await rules.load();
  try {
    await withCancellableProgress(TITLE, async (progress, signal) => {
      const paths = folders.map(({ uri }) => uri.fsPath);
      const found = await findManifests(paths, (file) => rules.excludes(Uri.file(file)), signal);
      ({ files } = found);
      const declaring = await declaringFiles(files, signal);
      for (const file of declaring) await findingsOf(await textOf(file), file);
      for (const file of files) {
        signal.throwIfAborted();
        await check(file, counts);
        if (!declaring.has(file)) worker.close(scanId(file));
        progress.report({
          message: `${numberText(counts.checked)} of ${numberText(files.length)}`,
          increment: 100 / files.length,
        });
      }
    });
  } catch (error) {
    if (!isAbort(error)) throw error;
    void showInformationMessage(scanCancelledText(counts, files.length));
    return;
  } finally {
    for (const file of files) worker.close(scanId(file));
  }
  void tellOf(counts);

  async function findingsOf(text: VersionedText, file: string): Promise<readonly Finding[]> {
    const severities = rules.severitiesOf(Uri.file(file));
    return (await worker.ask('validate', text, severities)) ?? [];
  }

  async function check(file: string, sums: ScanCounts): Promise<void> {
    const text = await textOf(file);
    const findings = await findingsOf(text, file);
    sums.checked++;
    for (const { severity } of findings) {
      if (severity === 'error') sums.errors++;
      else if (severity === 'warning') sums.warnings++;
      else sums.others++;
    }
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

/** The message may stay for long: nothing waits for its answer. */
async function tellOf(counts: ScanCounts): Promise<void> {
  const buttons = counts.errors + counts.warnings + counts.others > 0 ? [SHOW_PROBLEMS] : [];
  const chosen = await showInformationMessage(scanText(counts), ...buttons);
  if (chosen === SHOW_PROBLEMS) await commands.executeCommand('workbench.actions.view.problems');
}

async function textOf(file: string): Promise<VersionedText> {
  const text = (await readIfThere(file)) ?? '';
  const role = await textRoleOf(Uri.file(file).path, (path) => readIfThere(Uri.file(path).fsPath));
  return { id: scanId(file), version: 0, role, text: () => text };
}

async function readIfThere(file: string): Promise<string | undefined> {
  const bytes = await readRegularFile(file, MAX_MANIFEST_BYTES).catch(() => undefined);
  return bytes && decodeFile(bytes).text;
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
    if (mayDeclare((await readIfThere(file)) ?? '')) found.add(file);
  }
  return found;
}
