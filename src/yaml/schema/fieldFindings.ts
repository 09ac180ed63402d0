import type { Fix } from '../findings/finding.ts';
import {
  isNull,
  keyOf,
  valueAt,
  type YamlMap,
  type YamlNode,
  type YamlScalar,
} from '../parse/yamlNode.ts';
import type { Span } from '../parse/span.ts';
import { didYouMean, nearestName } from '../findings/nearestName.ts';
import type { ListSchema, ObjectSchema, Schema } from './types/schema.ts';
import { oddCharacterOf, visible } from '../findings/oddCharacter.ts';
import { replaceFix, shown, type StructureFinding, structureFinding } from './structureFinding.ts';
import { SCALAR_NAMES } from './checkScalar.ts';

/**
 * What to say of a key that is no field: the API server refuses it, and drops it from a custom
 * resource.
 */
export function unknownField(
  map: YamlMap,
  schema: ObjectSchema,
  key: YamlScalar,
): StructureFinding {
  const like = nearestName(key.text, schema.fields.keys());
  const nearest = like !== undefined && valueAt(map, like) ? undefined : like;
  // Beside a field of that name it tells what looks the same and is not.
  const odd = like === undefined ? undefined : oddCharacterOf(key);
  const called = odd ? `"${shown(visible(key.text))}": ${odd.which}` : `"${shown(key.text)}"`;
  const finding = structureFinding(
    'unknown-field',
    odd?.at ?? key,
    `${nameOf(schema)} has no field ${called}.${didYouMean(nearest)}`,
    nearest === undefined ? undefined : replaceFix(`Rename to "${nearest}"`, key, nearest),
  );
  return schema.unknownFields === 'dropped' ? { ...finding, severity: 'warning' } : finding;
}

/** What a message calls an object that has to have other fields. */
function nameOf({ name }: ObjectSchema): string {
  return name || 'This object';
}

/** What to say of a field that has to be there and is not; `at` is where that is said. */
export function missingField(
  map: YamlMap,
  schema: ObjectSchema,
  name: string,
  at: Span,
): StructureFinding | undefined {
  const value = valueAt(map, name);
  if (value && (!isNull(value) || schema.fields.get(name)?.nullable === true)) return undefined;
  const own = value && map.entries.findLast((entry) => keyOf(entry) === name)?.key;
  const what = own ? `a value for "${name}"` : `the field "${name}"`;
  return structureFinding('missing-field', own ?? at, `${nameOf(schema)} needs ${what}.`);
}

/**
 * Every object has a name, though no schema says so; `metadata` is what there is of it, `at` where
 * that is said.
 */
export function missingName(metadata: YamlMap | undefined, at: Span): StructureFinding | undefined {
  const named = (name: string): boolean => !isNull(metadata && valueAt(metadata, name));
  if (named('name') || named('generateName')) return undefined;
  return structureFinding('missing-field', at, 'This object has no "metadata.name".');
}

/**
 * Whether a person names the objects of a kind: those that only ask the API server something have
 * no name, and it gives one to a LimitRange (tried with 1.36.3).
 */
export function hasName(schema: ObjectSchema): boolean {
  const metadata = schema.fields.get('metadata')?.schema;
  if (metadata?.kind !== 'object' || metadata.name !== 'ObjectMeta') return false;
  return !schema.name.endsWith('Review') && schema.name !== 'LimitRange';
}

/** What to say of a value of another kind than its field takes. */
export function typeMismatch(value: YamlNode, schema: Schema, name: string): StructureFinding {
  const got = value.kind === 'scalar' ? 'a single value' : `a ${value.kind}`;
  const takes =
    schema.kind === 'scalar'
      ? SCALAR_NAMES[schema.type]
      : schema.kind === 'list'
        ? 'a list'
        : 'a map';
  return structureFinding(
    'wrong-type',
    value,
    `"${name}" takes ${takes}, not ${got}.`,
    schema.kind === 'list' && canHold(schema, value) ? listFix(value) : undefined,
  );
}

/** Whether a value may be an item of a list. */
function canHold({ element }: ListSchema, value: YamlNode): boolean {
  const { kind } = element.schema;
  return kind === 'any' || (kind === 'scalar') === (value.kind === 'scalar');
}

/** Brackets around what stands alone on its line. */
function listFix(value: YamlNode): Fix | undefined {
  const { start, end } = value;
  const bracketed =
    value.kind === 'map'
      ? value.flow
      : value.kind === 'scalar' &&
        value.style === 'plain' &&
        end - start === value.text.length &&
        !/[[\]{},\n]/.test(value.text);
  if (!bracketed) return undefined;
  return {
    title: 'Make it a list',
    edits: [
      { span: { start, end: start }, newText: '[' },
      { span: { start: end, end }, newText: ']' },
    ],
  };
}
