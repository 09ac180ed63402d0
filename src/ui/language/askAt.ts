import type { Position, TextDocument } from 'vscode';
import type { LanguageResult } from './worker/languageProtocol.ts';
import type { LanguageWorker, VersionedText } from './worker/languageWorker.ts';

/**
 * Asks about a place of a text. `undefined` when there is no answer, or the text is another by now.
 */
export async function askAt<M extends 'complete' | 'hover'>(
  worker: LanguageWorker,
  method: M,
  document: TextDocument,
  text: VersionedText | undefined,
  position: Position,
): Promise<LanguageResult<M> | undefined> {
  if (!text) return undefined;
  const answer = await worker.ask<'complete' | 'hover'>(method, text, document.offsetAt(position));
  return document.version === text.version ? (answer as LanguageResult<M>) : undefined;
}
