import { type OpenApiSchema, referenceOf } from './openApi.ts';
import { ANY, type Field, type ObjectSchema, type ScalarSchema, type Schema } from './schema.ts';
import { mayBeAbsent } from './mayBeAbsent.ts';
import { mustBeThere } from './mustBeThere.ts';

/** Where a schema comes from. */
export interface Origin {
  /** Gives the schema of a definition, made once. */
  readonly definition: (name: string) => Schema;
  readonly unknownFields: ObjectSchema['unknownFields'];
  /** The name of the definition, when the schema is one. */
  readonly name?: string;
}

/**
 * Makes of an OpenAPI schema what the walker reads. What lies below is made when it is first asked
 * for.
 */
export function compileSchema(raw: OpenApiSchema, origin: Origin): Schema {
  const reference = referenceOf(raw);
  if (reference !== undefined) return origin.definition(reference);
  if (origin.name?.endsWith('.Quantity') || isQuantityPattern(raw)) {
    return scalar(raw, 'quantity');
  }
  if (raw['x-kubernetes-int-or-string'] || raw.format === 'int-or-string') {
    return scalar(raw, 'int-or-string');
  }
  switch (raw.type) {
    case 'object':
      return compileObject(raw, origin);
    case 'array':
      return { kind: 'list', element: new LazyField('', raw.items ?? {}, origin, false) };
    case 'string':
      return origin.name?.endsWith('.MicroTime')
        ? scalar({ ...raw, format: 'micro-time' }, 'string')
        : scalar(raw, 'string');
    case 'integer':
    case 'number':
    case 'boolean':
      return scalar(raw, raw.type);
    default:
      return raw.properties ? compileObject(raw, origin) : ANY;
  }
}

function compileObject(raw: OpenApiSchema, origin: Origin): Schema {
  const { properties, additionalProperties } = raw;
  if (!properties && typeof additionalProperties === 'object') {
    return { kind: 'map', element: new LazyField('', additionalProperties, origin, false) };
  }
  if (!properties) return ANY;
  const open =
    additionalProperties !== undefined || raw['x-kubernetes-preserve-unknown-fields'] === true;
  const definition = origin.name ?? '';
  const own = (raw.required ?? []).filter((name) => !mayBeAbsent(definition, name));
  // An operator may add to what stands in its resource.
  const required = origin.unknownFields === 'refused' ? [...own, ...mustBeThere(definition)] : own;
  const inner: Origin = {
    definition: origin.definition,
    unknownFields: origin.unknownFields,
  };
  const fields = new Map<string, Field>();
  for (const [name, property] of Object.entries(properties)) {
    fields.set(name, new LazyField(name, property, inner, required.includes(name)));
  }
  return {
    kind: 'object',
    name: definition.slice(definition.lastIndexOf('.') + 1),
    description: raw.description ?? '',
    fields,
    required,
    unknownFields: open ? 'kept' : origin.unknownFields,
  };
}

function scalar(raw: OpenApiSchema, type: ScalarSchema['type']): ScalarSchema {
  const values = raw.enum?.filter((value) => typeof value === 'string');
  return {
    kind: 'scalar',
    type,
    format: raw.format ?? '',
    enum: values && values.length === raw.enum?.length ? values : undefined,
  };
}

/**
 * The pattern that controller-gen gives a `resource.Quantity` in a CRD begins like this (v0.20,
 * 2026).
 */
function isQuantityPattern(raw: OpenApiSchema): boolean {
  return (
    raw['x-kubernetes-int-or-string'] === true &&
    raw.pattern?.startsWith('^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)') === true
  );
}

class LazyField implements Field {
  readonly name: string;
  readonly required: boolean;
  readonly #raw: OpenApiSchema;
  readonly #origin: Origin;
  #schema: Schema | undefined;

  constructor(name: string, raw: OpenApiSchema, origin: Origin, required: boolean) {
    this.name = name;
    this.required = required;
    this.#raw = raw;
    this.#origin = origin;
  }

  get schema(): Schema {
    this.#schema ??= compileSchema(this.#raw, this.#origin);
    return this.#schema;
  }

  get description(): string {
    return this.#raw.description ?? '';
  }

  get nullable(): boolean {
    return this.#raw.nullable === true;
  }

  get default(): unknown {
    return this.#raw.default;
  }
}
