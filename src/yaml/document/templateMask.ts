import type { Span } from '../parse/span.ts';
import { FILLER } from './placeholders.ts';
import { lineEnd, lineStart } from '../parse/yamlText.ts';

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
  const lines = new BlankLines(text, actions);
  let masked = '';
  let from = 0;
  for (const action of actions) {
    const own = text.slice(action.start, action.end);
    const blanked = action.comment || lines.isAlone(action) || bringsBlock(text, action.start, own);
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

/** The actions of a text in their order; an opening brace whose end is not found is none. */
function actionsOf(text: string): readonly Action[] {
  const actions: Action[] = [];
  const opening = /\{[{%#]/g;
  for (let found = opening.exec(text); found; found = opening.exec(text)) {
    const action = actionAt(text, found.index);
    if (!action) continue;
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

/** Tells of lines whether they hold nothing but actions, each line once. */
class BlankLines {
  readonly #text: string;
  readonly #actions: readonly Action[];
  readonly #known = new Map<string, boolean>();

  constructor(text: string, actions: readonly Action[]) {
    this.#text = text;
    this.#actions = actions;
  }

  isAlone(action: Span): boolean {
    const start = lineStart(this.#text, action.start);
    const end = lineEnd(this.#text, action.end);
    const key = `${start}-${end}`;
    const known = this.#known.get(key) ?? this.#isBlank(start, end);
    this.#known.set(key, known);
    return known;
  }

  #isBlank(start: number, end: number): boolean {
    let from = start;
    for (const action of this.#actions) {
      if (action.end <= start) continue;
      if (action.start >= end) break;
      if (this.#text.slice(from, action.start).trim() !== '') return false;
      from = action.end;
    }
    return this.#text.slice(from, end).trim() === '';
  }
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
