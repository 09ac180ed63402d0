import type { YamlScalar } from '../parse/yamlNode.ts';
import { booleanOf, isYaml11, scalarType } from '../parse/scalarType.ts';
import { quoteFix, shown, type StructureFinding, structureFinding } from './structureFinding.ts';

/**
 * Checks a free key, as that of a label: kubectl makes a text of a key, and of `on` it makes
 * `true`.
 */
export function checkKey(key: YamlScalar): StructureFinding | undefined {
  const type = scalarType(key);
  if (type === 'string' || isTheSameAsText(key)) return undefined;
  const read =
    type === 'boolean' ? `"${booleanOf(key)}"` : `a ${type === 'null' ? type : 'number'}`;
  const message = `kubectl reads the key ${shown(key.text)} as ${read}.`;
  return {
    ...structureFinding('quote-value', key, message, quoteFix(key, 'key')),
    severity: 'warning',
  };
}

/** Whether a boolean or a number becomes the same text again. */
function isTheSameAsText({ text }: YamlScalar): boolean {
  if (text === 'true' || text === 'false') return true;
  return !isYaml11(text) && String(Number(text)) === text;
}
