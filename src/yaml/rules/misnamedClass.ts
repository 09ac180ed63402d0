import { isDnsSubdomain } from '../../model/kubernetes/dnsName.ts';
import { didYouMean } from '../findings/nearestName.ts';
import type { Span } from '../parse/span.ts';
import type { YamlScalar } from '../parse/yamlNode.ts';
import { renaming } from './rule/fixes.ts';
import type { RuleFinding } from './rule/rule.ts';

/** RC012 for a name that no class can have; `undefined` for any other. */
export function misnamedClass(name: string, node: YamlScalar): RuleFinding | undefined {
  if (isDnsSubdomain(name)) return undefined;
  const hidden = /[^\x20-\x7E]/u.exec(name);
  const meant = name.replaceAll(/[^\x21-\x7E]/gu, '').toLowerCase();
  const why = hidden
    ? `its character ${hidden.index + 1} is ${characterName(hidden[0])}`
    : 'it has at most 253 lower case letters, digits, "-" and ".", with a letter or digit at both ends of each part';
  return {
    code: 'RC012',
    message: `No API server takes the class name "${visible(name)}": ${why}.${isDnsSubdomain(meant) ? didYouMean(meant) : ''}`,
    at: hidden ? placeOf(node, hidden) : node,
    fixes: isDnsSubdomain(meant) ? renaming(node, meant) : [],
  };
}

/** Names of characters that do not show, or look like others. */
const CHARACTER_NAMES: Readonly<Record<string, string>> = {
  '\u00A0': 'no-break space',
  '\u00AD': 'soft hyphen',
  '\u200B': 'zero width space',
  '\u200C': 'zero width non-joiner',
  '\u200D': 'zero width joiner',
  '\u2011': 'non-breaking hyphen',
  '\u2013': 'en dash',
  '\u2014': 'em dash',
  '\u2060': 'word joiner',
  '\uFEFF': 'byte-order mark',
};

function characterName(char: string): string {
  const code = (char.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0');
  const name = CHARACTER_NAMES[char];
  return name === undefined ? `U+${code}` : `U+${code} (${name})`;
}

function visible(text: string): string {
  return text.replaceAll(/[^\x20-\x7E]/gu, '\uFFFD');
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
