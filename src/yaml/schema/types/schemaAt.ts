import type { Definitions } from './definitions.ts';
import { ANY, type Field, type ObjectSchema, type Schema } from './schema.ts';

/** Keys and indexes from the root of an object to a place in it. */
export type Path = readonly (string | number)[];

/**
 * The field at a place of an object of that kind: its schema, with what is said of it. The root
 * itself is a field without a name. `undefined` when the kind is not known, or has nothing of that
 * name there.
 */
export function schemaAt(
  definitions: Definitions,
  apiVersion: string,
  kind: string,
  path: Path,
): Field | undefined {
  const root = definitions.kind(apiVersion, kind);
  return root && path.reduce<Field | undefined>(step, rootField(root));
}

/** The fields that a map with that schema may have, or a map among the items of a list with it. */
export function fieldsOf(schema: Schema): ReadonlyMap<string, Field> {
  const inner = elementOf(schema);
  return inner.kind === 'object' ? inner.fields : NO_FIELDS;
}

/**
 * A field's documentation, of what it is for and of its type, as `kubectl explain` puts them
 * together.
 */
export function documentationOf({ description, schema }: Field): string {
  const inner = elementOf(schema);
  const ofType = inner.kind === 'object' ? inner.description : '';
  return [description, ofType]
    .filter((text, at, all) => text && all.indexOf(text) === at)
    .join('\n\n');
}

/** The values that a field may have, or the items of a list of them; none when any will do. */
export function enumOf(schema: Schema): readonly string[] {
  const inner = elementOf(schema);
  return inner.kind === 'scalar' ? (inner.enum ?? []) : [];
}

function step(field: Field | undefined, key: string | number): Field | undefined {
  const schema = field?.schema;
  switch (schema?.kind) {
    case 'object':
      return typeof key === 'string' ? schema.fields.get(key) : undefined;
    case 'map':
      return typeof key === 'string' ? schema.element : undefined;
    case 'list':
      return typeof key === 'number' ? schema.element : undefined;
    case 'any':
    case 'scalar':
    case undefined:
      return undefined;
  }
}

function rootField(schema: ObjectSchema): Field {
  return {
    name: '',
    schema,
    description: '',
    required: true,
    nullable: false,
    default: undefined,
  };
}

function elementOf(schema: Schema): Schema {
  let inner = schema;
  for (let depth = 0; depth < MAX_LISTS && inner.kind === 'list'; depth++) {
    inner = inner.element.schema;
  }
  return inner.kind === 'list' ? ANY : inner;
}

/** Lists of lists of lists are in no API. */
const MAX_LISTS = 3;

const NO_FIELDS: ReadonlyMap<string, Field> = new Map();
