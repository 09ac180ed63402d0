import { itemElement, joinPath, ruleAt, type FieldPath } from '../apply/fieldPath.ts';
import { isJsonObject, type Json } from '../kube/json.ts';
import { itemType, valueType, type FieldType, type Models } from './models.ts';

/** A field that the type does not have, or whose value is of another type. */
export interface FieldProblem {
  /** With the positions of list items. */
  readonly path: FieldPath;
  /** With the keys of list items, where they have some. */
  readonly keyed: FieldPath;
  readonly mismatch?: TypeMismatch;
}

export interface TypeMismatch {
  readonly value: Json;
  /** The structure that has the field, `EnvVar`, and the fields down to it, without list items. */
  readonly structure: string;
  readonly fields: readonly string[];
  readonly wanted: FieldType;
}

interface Place extends Omit<TypeMismatch, 'value'> {
  readonly path: FieldPath;
  readonly keyed: FieldPath;
}

/** Quantities are strings that may be written as numbers. */
const QUANTITIES: ReadonlySet<string> = new Set([
  'limits',
  'requests',
  'overhead',
  'podFixed',
  'capacity',
  'allocatable',
  'divisor',
  'sizeLimit',
]);

/** All that is wrong with the fields of an object, in their order. */
export function fieldProblems(models: Models, kind: string, object: Json): FieldProblem[] {
  const wanted = { type: `V1${kind}`, format: '' };
  // A custom resource is judged by its own definition.
  if (!models.has(wanted.type)) return [];
  return problemsOf(models, object, { path: '', keyed: '', structure: kind, fields: [], wanted });
}

function problemsOf(models: Models, value: Json | undefined, place: Place): FieldProblem[] {
  if (value === undefined || value === null) return [];
  const { type } = place.wanted;
  const item = itemType(type);
  if (item !== undefined) return listProblems(models, value, item, place);
  const member = valueType(type);
  if (member !== undefined) return mapProblems(models, value, member, place);
  const attributes = models.get(type);
  if (attributes !== undefined) {
    if (!isJsonObject(value)) return [mismatch(value, place)];
    return Object.entries(value).flatMap(([name, child]) => {
      const wanted = attributes.get(name);
      const below = { ...down(place, `f:${name}`), fields: [...place.fields, name] };
      if (wanted === undefined) return [{ path: below.path, keyed: below.keyed }];
      return problemsOf(models, child, { ...below, structure: goName(type), wanted });
    });
  }
  return isOfScalar(value, place) ? [] : [mismatch(value, place)];
}

function listProblems(models: Models, value: Json, item: string, place: Place): FieldProblem[] {
  if (!Array.isArray(value)) return [mismatch(value, place)];
  const rule = ruleAt(place.keyed, value);
  return value.flatMap((one, i) => {
    const keyed = rule.kind === 'listMap' ? itemElement(one, rule) : `i:${i}`;
    const below = { ...place, path: joinPath(place.path, `i:${i}`) };
    const wanted = { type: item, format: place.wanted.format };
    return problemsOf(models, one, { ...below, keyed: joinPath(place.keyed, keyed), wanted });
  });
}

function mapProblems(models: Models, value: Json, member: string, place: Place): FieldProblem[] {
  if (!isJsonObject(value)) return [mismatch(value, place)];
  const wanted = { type: member, format: '' };
  return Object.entries(value).flatMap(([name, child]) =>
    problemsOf(models, child, { ...down(place, `f:${name}`), wanted }),
  );
}

function down(place: Place, element: string): Place {
  return {
    ...place,
    path: joinPath(place.path, element),
    keyed: joinPath(place.keyed, element),
  };
}

function mismatch(value: Json, { path, keyed, ...rest }: Place): FieldProblem {
  return { path, keyed, mismatch: { value, ...rest } };
}

function isOfScalar(value: Json, { wanted, fields }: Place): boolean {
  const isQuantity = QUANTITIES.has(fields.at(-1) ?? '');
  switch (wanted.type) {
    case 'string':
      return typeof value === 'string' || (isQuantity && typeof value === 'number');
    case 'number':
      return typeof value === 'number';
    case 'boolean':
      return typeof value === 'boolean';
    default:
      return true;
  }
}

/** `V1EnvVar` is `EnvVar` in the API server's own words. */
export function goName(type: string): string {
  return type.replace(/^V1/, '');
}
