import type { YamlScalar } from '../parse/yamlNode.ts';
import { isYaml11, plainType, type ScalarType, scalarType } from '../parse/scalarType.ts';
import { checkFormat } from './checkFormat.ts';
import { nearestName } from '../findings/nearestName.ts';
import { oddCharacterOf, visible } from '../findings/oddCharacter.ts';
import { checkQuantity } from './checkQuantity.ts';
import type { ScalarSchema } from './types/schema.ts';
import {
  quoteFix,
  replaceFix,
  shown,
  type StructureFinding,
  structureFinding,
} from './structureFinding.ts';

/** Checks a scalar that is not null against what may stand there; `name` is that of its field. */
export function checkScalar(
  scalar: YamlScalar,
  schema: ScalarSchema,
  name: string,
): StructureFinding | undefined {
  const type = scalarType(scalar);
  switch (schema.type) {
    case 'string':
      if (type !== 'string') return notQuoted(scalar, type, name);
      return schema.enum ? checkEnum(scalar, schema.enum, name) : checkFormat(scalar, schema, name);
    case 'boolean':
      return type === 'boolean' ? undefined : wrongType(scalar, type, schema, name);
    case 'integer':
      if (type === 'integer') return checkRange(scalar, schema.format === 'int32' ? 32 : 64, name);
      // kubectl makes an integer of `3.0` and `1e3` on the way to JSON.
      if (type === 'number' && Number.isInteger(Number(scalar.text))) return undefined;
      return wrongType(scalar, type, schema, name);
    case 'number':
      if (type === 'integer' || type === 'number') return undefined;
      return wrongType(scalar, type, schema, name);
    case 'int-or-string':
      if (type === 'string') return undefined;
      if (type === 'integer') return checkRange(scalar, 32, name);
      return type === 'number' && Number.isInteger(Number(scalar.text))
        ? undefined
        : notQuoted(scalar, type, name);
    case 'quantity':
      if (type === 'integer' || type === 'number') return undefined;
      if (type === 'string') return checkQuantity(scalar, name);
      return wrongType(scalar, type, schema, name);
  }
}

/** What messages call the types of scalars. */
export const SCALAR_NAMES: Readonly<Record<ScalarSchema['type'], string>> = {
  string: 'a string',
  boolean: 'true or false',
  integer: 'an integer',
  number: 'a number',
  'int-or-string': 'an integer or a string',
  quantity: 'a quantity, as 500m or 128Mi',
};

const READ_AS: Readonly<Record<ScalarType, string>> = {
  null: 'null',
  boolean: 'a boolean',
  integer: 'a number',
  number: 'a number',
  string: 'a string',
};

function notQuoted(scalar: YamlScalar, type: ScalarType, name: string): StructureFinding {
  const why = isYaml11(scalar.text) ? ', as YAML 1.1 has it' : '';
  return structureFinding(
    'quote-value',
    scalar,
    `"${name}" takes a string, and kubectl reads ${shown(scalar.text)} as ${READ_AS[type]}${why}.`,
    quoteFix(scalar, 'value'),
  );
}

function wrongType(
  scalar: YamlScalar,
  type: ScalarType,
  schema: ScalarSchema,
  name: string,
): StructureFinding {
  const { start, end, text, style, tag } = scalar;
  const unquoted = (style === 'single' || style === 'double') && tag === '' && fits(text, schema);
  const fix = unquoted ? replaceFix('Remove the quotes', { start, end }, text) : undefined;
  return structureFinding(
    'wrong-type',
    scalar,
    `"${name}" takes ${SCALAR_NAMES[schema.type]}, not ${READ_AS[type]}.`,
    fix,
  );
}

/** Whether a text, written without quotes, is of the type that is wanted. */
function fits(text: string, { type }: ScalarSchema): boolean {
  const plain = plainType(text);
  if (type === 'boolean') return plain === 'boolean';
  return plain === 'integer' || (type === 'number' && plain === 'number');
}

function checkRange(scalar: YamlScalar, bits: 32 | 64, name: string): StructureFinding | undefined {
  if (scalar.text.length < MIN_OUT_OF_RANGE || !/^[-+]?[1-9]\d*$/.test(scalar.text)) {
    return undefined;
  }
  const value = BigInt(scalar.text.replace(/^\+/, ''));
  if (BigInt.asIntN(bits, value) === value) return undefined;
  return structureFinding(
    'wrong-type',
    scalar,
    `"${name}" takes an integer of ${bits} bits; ${shown(scalar.text)} is too large.`,
  );
}

/** 2147483648 has ten digits. */
const MIN_OUT_OF_RANGE = 10;

function checkEnum(
  scalar: YamlScalar,
  values: readonly string[],
  name: string,
): StructureFinding | undefined {
  const { text } = scalar;
  // An empty text is an absent field to the API server, which fills in the default.
  if (text === '' || values.includes(text)) return undefined;
  const nearest = nearestName(text, values);
  const sure = nearest?.toLowerCase() === text.toLowerCase();
  const fix =
    nearest === undefined || scalar.style === 'literal' || scalar.style === 'folded'
      ? undefined
      : replaceFix(`Replace with ${nearest}`, scalar, plainOrQuoted(nearest), sure);
  const listed = values.filter(Boolean).slice(0, MAX_LISTED).join(', ');
  const more = values.length > MAX_LISTED ? ', …' : '';
  const odd = nearest === undefined ? undefined : oddCharacterOf(scalar);
  const got = odd ? `${shown(visible(text))}: ${odd.which}` : shown(text);
  return structureFinding(
    'not-in-enum',
    odd?.at ?? scalar,
    `"${name}" is one of ${listed}${more}, not ${got}.`,
    fix,
  );
}

const MAX_LISTED = 12;

function plainOrQuoted(text: string): string {
  return /^[A-Za-z][\w .-]*$/.test(text) && plainType(text) === 'string' ? text : `"${text}"`;
}
