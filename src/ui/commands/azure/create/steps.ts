import { type QuickInput, type QuickPickItem, QuickInputButtons, window } from 'vscode';
import { Disposables } from '../../../../base/disposable.ts';

/** The person wants the step before. */
export const BACK = Symbol('back');

/** What a step gives; `undefined` when the person gave up. */
export type Answer<T> = T | typeof BACK | undefined;

/** Where a step stands among the others. */
export interface StepPlace {
  readonly title: string;
  readonly step: number;
  readonly totalSteps: number;
}

export type Step<Draft> = (draft: Draft, place: StepPlace) => Promise<Answer<Draft>>;

/** Asks step after step; each can go back to the one before, which still has what was chosen. */
export async function runSteps<Draft>(
  title: string,
  first: Draft,
  steps: readonly Step<Draft>[],
): Promise<Draft | undefined> {
  let draft = first;
  for (let at = 0; at < steps.length;) {
    const answer = await steps[at]?.(draft, { title, step: at + 1, totalSteps: steps.length });
    if (answer === undefined) return undefined;
    if (answer === BACK) {
      at = Math.max(0, at - 1);
      continue;
    }
    draft = answer;
    at++;
  }
  return draft;
}

/** Asks for a text; what is wrong with it is said while it is typed. */
export function askText(
  place: StepPlace,
  question: {
    readonly value: string;
    readonly prompt: string;
    readonly problem: (text: string) => string | undefined;
  },
): Promise<Answer<string>> {
  const { value, prompt, problem } = question;
  const box = window.createInputBox();
  Object.assign(box, { value, prompt });
  return ask(place, box, (answer, owned) => {
    owned.add(
      box.onDidChangeValue((text) => {
        box.validationMessage = text === '' ? '' : (problem(text.trim()) ?? '');
      }),
    );
    owned.add(box.onDidTriggerButton(() => answer(BACK)));
    owned.add(
      box.onDidAccept(() => {
        const text = box.value.trim();
        const wrong = problem(text);
        if (wrong === undefined) answer(text);
        else box.validationMessage = wrong;
      }),
    );
  });
}

/** Asks for one of several; they may come later, and what keeps them away is thrown. */
export function askItem<T extends QuickPickItem>(
  place: StepPlace,
  question: {
    readonly placeholder: string;
    readonly items: Promise<readonly (T | QuickPickItem)[]>;
    readonly isItem: (item: T | QuickPickItem) => item is T;
    readonly isActive?: (item: T) => boolean;
  },
): Promise<Answer<T>> {
  const { placeholder, items, isItem, isActive } = question;
  const pick = window.createQuickPick<T | QuickPickItem>();
  pick.placeholder = placeholder;
  pick.matchOnDescription = true;
  pick.matchOnDetail = true;
  pick.busy = true;
  return ask(place, pick, (answer, owned, fail) => {
    items.then((all) => {
      pick.busy = false;
      pick.items = all;
      const active = all.find((item) => isItem(item) && isActive?.(item));
      if (active) pick.activeItems = [active];
    }, fail);
    owned.add(pick.onDidTriggerButton(() => answer(BACK)));
    owned.add(
      pick.onDidAccept(() => {
        const [item] = pick.selectedItems;
        if (item && isItem(item)) answer(item);
      }),
    );
  });
}

function ask<T>(
  { title, step, totalSteps }: StepPlace,
  input: QuickInput & { buttons: readonly (typeof QuickInputButtons.Back)[] },
  listen: (
    answer: (value: Answer<T>) => void,
    owned: Disposables,
    fail: (error: unknown) => void,
  ) => void,
): Promise<Answer<T>> {
  const owned = new Disposables();
  owned.add(input);
  Object.assign(input, { title, step, totalSteps, ignoreFocusOut: true });
  if (step > 1) input.buttons = [QuickInputButtons.Back];
  return new Promise<Answer<T>>((resolve, reject) => {
    owned.add(input.onDidHide(() => resolve(undefined)));
    listen(resolve, owned, reject);
    input.show();
  }).finally(() => owned.dispose());
}
