import { capitalized } from '../../base/text/capitalized.ts';
import type { YamlScalar } from './yamlNode.ts';

/** What a scalar becomes in the JSON that the API server decodes. */
export type ScalarType = 'null' | 'boolean' | 'integer' | 'number' | 'string';

/**
 * The type of a scalar as kubectl and the API server read it: sigs.k8s.io/yaml, whose rules are
 * YAML 1.1's as go.yaml.in/yaml/v2 `resolve.go` has them (2026-09), so that `yes`, `on` and `y` are
 * booleans and `0777` and `1_000` integers, while `12:30:45` stays a text.
 */
export function scalarType({ text, style, tag }: YamlScalar): ScalarType {
  const tagged = tag === '' ? undefined : TAGS[tag];
  if (tagged) return tagged;
  if (style !== 'plain') return 'string';
  return plainType(text);
}

/** The type that a text has when it is written without quotes. */
export function plainType(text: string): ScalarType {
  if (text !== '' && !NO_STRING_BEGINNINGS.has(text.charCodeAt(0))) return 'string';
  if (/^(?:~|null|Null|NULL|)$/.test(text)) return 'null';
  if (BOOLEANS.has(text)) return 'boolean';
  if (!/^[-+.0-9]/.test(text)) return 'string';
  const digits = text.replaceAll('_', '');
  if (INTEGER.test(digits)) return 'integer';
  if (NUMBER.test(digits) || /^[-+]?\.(?:inf|Inf|INF)$|^\.(?:nan|NaN|NAN)$/.test(text))
    return 'number';
  return 'string';
}

/** Whether YAML 1.2 would read a text as a string and kubectl does not: `on`, `yes`, `0777`. */
export function isYaml11(text: string): boolean {
  const type = plainType(text);
  if (type === 'boolean') return !/^(?:true|True|TRUE|false|False|FALSE)$/.test(text);
  return (type === 'integer' || type === 'number') && /^[-+]?0\d|_|^[-+]?0b/.test(text);
}

/** A boolean as kubectl reads it; `undefined` when it is none. */
export function booleanOf(scalar: YamlScalar): boolean | undefined {
  if (scalarType(scalar) !== 'boolean') return undefined;
  return /^(?:y|yes|true|on)$/i.test(scalar.text);
}

/** What begins with none of these is a string, as most texts of a manifest are. */
const NO_STRING_BEGINNINGS: ReadonlySet<number> = new Set(
  Array.from('~nNyYtTfFoO-+.0123456789', (char) => char.charCodeAt(0)),
);

const INTEGER = /^[-+]?(?:0b[01]+|0o?[0-7]*|0x[0-9a-fA-F]+|[1-9]\d*)$/;
const NUMBER = /^[-+]?(?:\.\d+|\d+(?:\.\d*)?)(?:[eE][-+]?\d+)?$/;

const WORDS = ['y', 'Y', 'n', 'N', ...cased('yes', 'no', 'true', 'false', 'on', 'off')];
const BOOLEANS: ReadonlySet<string> = new Set(WORDS);

function cased(...words: readonly string[]): string[] {
  return words.flatMap((word) => [word, capitalized(word), word.toUpperCase()]);
}

const TAGS: Readonly<Record<string, ScalarType>> = {
  '!!str': 'string',
  '!': 'string',
  '!!int': 'integer',
  '!!float': 'number',
  '!!bool': 'boolean',
  '!!null': 'null',
  '!!binary': 'string',
};
