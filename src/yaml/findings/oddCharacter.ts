import type { Span } from '../parse/span.ts';
import type { YamlScalar } from '../parse/yamlNode.ts';

/** A character that a name cannot have: it does not show, or looks like another one. */
export interface OddCharacter {
  /** Which it is: `its character 3 is U+200B (zero width space)`. */
  readonly which: string;
  /** Where it is written, as far as that is known; else the whole scalar. */
  readonly at: Span;
}

/** The first character of a scalar that is not one of ASCII's that show. */
export function oddCharacterOf(scalar: YamlScalar): OddCharacter | undefined {
  const found = /[^\x20-\x7E]/u.exec(scalar.text);
  if (!found) return undefined;
  const which = `its character ${found.index + 1} is ${characterName(found[0])}`;
  return { which, at: placeOf(scalar, found) };
}

/** A name with a mark in place of each such character. */
export function visible(text: string): string {
  return text.replaceAll(/[^\x20-\x7E]/gu, '\uFFFD');
}

/**
 * What was meant by a name into which an editor or a chat brought such characters: each dash is the
 * one of the keyboard, and what does not show is not there.
 */
export function straightened(name: string): string {
  return name
    .trim()
    .replaceAll(/[\p{Dash_Punctuation}\u2212]/gu, '-')
    .replaceAll(/[\p{Control}\p{Format}]/gu, '');
}

const CHARACTER_NAMES: Readonly<Record<string, string>> = {
  '\u00A0': 'no-break space',
  '\u00AD': 'soft hyphen',
  '\u200B': 'zero width space',
  '\u200C': 'zero width non-joiner',
  '\u200D': 'zero width joiner',
  '\u2010': 'hyphen',
  '\u2011': 'non-breaking hyphen',
  '\u2012': 'figure dash',
  '\u2013': 'en dash',
  '\u2014': 'em dash',
  '\u2060': 'word joiner',
  '\u2212': 'minus sign',
  '\uFEFF': 'byte-order mark',
};

/** The code of a character, with its name or the script of a letter that looks like one of ours. */
function characterName(char: string): string {
  const code = (char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const name = CHARACTER_NAMES[char] ?? scriptOf(char);
  return name === undefined ? `U+${code}` : `U+${code} (${name})`;
}

function scriptOf(char: string): string | undefined {
  if (/\p{Script=Cyrillic}/u.test(char)) return 'a Cyrillic letter';
  return /\p{Script=Greek}/u.test(char) ? 'a Greek letter' : undefined;
}

/** The character itself where it is written as it is, else the whole name. */
function placeOf(
  { start, end, text, style }: YamlScalar,
  { 0: char, index }: RegExpExecArray,
): Span {
  const quotes = style === 'plain' ? 0 : 2;
  if (end - start - quotes !== text.length) return { start, end };
  const at = start + quotes / 2 + index;
  return { start: at, end: at + char.length };
}
