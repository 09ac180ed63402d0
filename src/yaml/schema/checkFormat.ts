import type { YamlScalar } from '../parse/yamlNode.ts';
import type { ScalarSchema } from './types/schema.ts';
import { replaceFix, type StructureFinding, structureFinding } from './structureFinding.ts';

/**
 * Checks a text against the format that its field asks for. What it says is never repeated: it may
 * be secret.
 */
export function checkFormat(
  scalar: YamlScalar,
  { format }: ScalarSchema,
  name: string,
): StructureFinding | undefined {
  if (format === 'byte') {
    if (isBase64(scalar.text)) return undefined;
    return structureFinding(
      'bad-format',
      scalar,
      `"${name}" takes base64, and this is none.`,
      scalar.style === 'plain' || scalar.style === 'single' || scalar.style === 'double'
        ? replaceFix('Encode as base64', scalar, encodeBase64(scalar.text), false)
        : undefined,
    );
  }
  const time = TIMES[format];
  if (!time || time.pattern.test(scalar.text)) return undefined;
  const message = `"${name}" takes a time, as ${time.example}.`;
  return structureFinding('bad-format', scalar, message);
}

/** Times as apimachinery `pkg/apis/meta/v1` `time.go` and `micro_time.go` read them (1.36). */
const TIMES: Readonly<Record<string, { readonly pattern: RegExp; readonly example: string }>> = {
  'date-time': {
    pattern: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:[.,]\d+)?(?:Z|[-+]\d\d:\d\d)$/,
    example: '2026-11-25T08:00:00Z',
  },
  'micro-time': {
    pattern: /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}(?:Z|[-+]\d\d:\d\d)$/,
    example: '2026-11-25T08:00:00.000000Z',
  },
};

/** As Go decodes it: padded, of the standard alphabet, line breaks left out. */
function isBase64(text: string): boolean {
  const digits = text.replaceAll(/[\r\n]/g, '');
  return digits.length % 4 === 0 && /^[A-Za-z0-9+/]*={0,2}$/.test(digits);
}

function encodeBase64(text: string): string {
  const bytes = new TextEncoder().encode(text);
  return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
}
