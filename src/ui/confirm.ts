import type { Question } from '../base/question.ts';
import { showWarningMessage } from './notifications.ts';

/** Asks in a modal dialog. True when the answer is yes. */
export async function confirm({ title, detail, button }: Question): Promise<boolean> {
  return (await showWarningMessage(title, { modal: true, detail }, button)) === button;
}
