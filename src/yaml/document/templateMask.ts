import type { Span } from '../parse/span.ts';
import { FILLER } from './placeholders.ts';
import { lineStart } from '../parse/yamlText.ts';

/** Whether a text has actions of Go templates or Jinja, as Helm charts do. */
export function hasActions(text: string): boolean {
  return text.includes('{{') || text.includes('{%');
}

/**
 * A template with its actions masked, as long as before, so that offsets stay valid: comments,
 * lines of actions alone and actions that bring whole blocks become spaces, any other action a
 * filler. Of 3,820 public chart templates 97.5 % are YAML then.
 */
export function maskTemplate(text: string): string {
  const actions = actionsOf(text);
  const alone = aloneOnLines(text, actions);
  let masked = '';
  let from = 0;
  for (const [index, action] of actions.entries()) {
    const own = text.slice(action.start, action.end);
    const blanked = action.comment || alone[index] === true || bringsBlock(text, action.start, own);
    masked += text.slice(from, action.start) + (blanked ? blank(own) : fill(own));
    from = action.end;
  }
  return masked + text.slice(from);
}

interface Action extends Span {
  readonly comment: boolean;
}

/**
 * In characters: an action is not looked for further on, so that a text of mere braces is read in
 * no time.
 */
const MAX_ACTION = 2_000;
const MAX_COMMENT = 10_000;
/** A text with more openings that do not end is no template: it is not looked through for each. */
const MAX_UNENDED = 1_000;

/** The actions of a text in their order; an opening brace whose end is not found is none. */
function actionsOf(text: string): readonly Action[] {
  const actions: Action[] = [];
  const opening = /\{[{%#]/g;
  let unended = 0;
  for (let found = opening.exec(text); found; found = opening.exec(text)) {
    const action = actionAt(text, found.index);
    if (!action) {
      if (++unended > MAX_UNENDED) break;
      continue;
    }
    actions.push(action);
    opening.lastIndex = action.end;
  }
  return actions;
}

function actionAt(text: string, start: number): Action | undefined {
  const comment = /^\{(?:#|\{-?\s*\/\*)/.test(text.slice(start, start + 20));
  const near = text.slice(start, start + (comment ? MAX_COMMENT : MAX_ACTION));
  const kind = near.charAt(1);
  if (!near.includes(kind === '{' ? '}}' : `${kind}}`)) return undefined;
  const pattern = kind === '#' ? /^\{#.*?#\}/s : kind === '%' ? /^\{%.*?%\}/s : undefined;
  const found = (pattern ?? (comment ? COMMENT : GO_ACTION)).exec(near);
  return found ? { start, end: start + found[0].length, comment } : undefined;
}

const COMMENT = /^\{\{-?\s*\/\*.*?\*\/\s*-?\}\}/s;

/** Strings and back-quoted text in an action may hold braces. */
const GO_ACTION = /^\{\{(?:"(?:[^"\\\n]|\\.)*"|`[^`]*`|[^}"`]|\}(?!\}))*\}\}/;

/**
 * Of each action whether its lines hold nothing but actions, and a comment behind them. Looks at
 * each character twice.
 */
function aloneOnLines(text: string, actions: readonly Action[]): readonly boolean[] {
  const hasBreak = actions.map(({ start, end }) => text.slice(start, end).includes('\n'));
  const gaps = [...actions, { start: text.length }].map(({ start }, index) =>
    text.slice(actions[index - 1]?.end ?? 0, start),
  );
  const before: boolean[] = [];
  for (const [index, gap = ''] of gaps.slice(0, -1).entries()) {
    const line = gap.slice(gap.lastIndexOf('\n') + 1);
    const begins = index === 0 || line !== gap || hasBreak[index - 1] === true;
    before.push(line.trim() === '' && (begins || before[index - 1] === true));
  }
  const after: boolean[] = [];
  for (let index = actions.length - 1; index >= 0; index--) {
    const gap = gaps[index + 1] ?? '';
    const [line = ''] = gap.split('\n', 1);
    const ends = index === actions.length - 1 || line !== gap || hasBreak[index + 1] === true;
    const isEmpty = line.trim() === '' && (ends || after[index + 1] === true);
    after[index] = isEmpty || /^[ \t]+#/.test(line);
  }
  return before.map((blankBefore, index) => blankBefore && after[index] === true);
}

function bringsBlock(text: string, offset: number, action: string): boolean {
  if (!/\b(?:n?indent|toYaml|tplvalues)\b/.test(action)) return false;
  return /:[ \t]*$/.test(text.slice(lineStart(text, offset), offset));
}

function blank(action: string): string {
  return action.replaceAll(/[^\r\n]/g, ' ');
}

function fill(action: string): string {
  // A value cannot go on at the beginning of the next line.
  return action.includes('\n') ? blank(action) : FILLER.repeat(action.length);
}
