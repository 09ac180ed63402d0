import { parseAllDocuments } from 'yaml';
import type { Definitions } from '../../../../src/yaml/schema/types/definitions.ts';
import type { Schema } from '../../../../src/yaml/schema/types/schema.ts';

/** A valid object with one thing changed. */
export interface Mutant {
  /** What was changed, and where: `missing Container.name`. */
  readonly change: string;
  readonly object: unknown;
}

type Step = string | number;
type Json = Readonly<Record<Step, unknown>>;

/** The objects of a file with valid manifests, as kubectl reads them. */
export function objectsOf(text: string): readonly unknown[] {
  const documents = parseAllDocuments(text, {
    version: '1.1',
    customTags: (tags) =>
      tags.filter((tag) => typeof tag === 'string' || tag.tag !== 'tag:yaml.org,2002:timestamp'),
  });
  return documents.map((document): unknown => document.toJS());
}

/**
 * All objects that differ from a valid one in one place; each kind of change once for each field of a type.
 * `seen` holds the changes that were made before.
 */
export function* mutantsOf(
  object: unknown,
  definitions: Definitions,
  seen: Set<string>,
): Generator<Mutant> {
  const { apiVersion, kind } = object as { apiVersion: string; kind: string };
  const schema = definitions.kind(apiVersion, kind);
  if (!schema) throw new Error(`${apiVersion} ${kind} is not known`);
  for (const { change, path, value } of changes(object, schema, [], kind)) {
    if (seen.has(change)) continue;
    seen.add(change);
    yield { change, object: withValue(object, path, value) };
  }
}

interface Change {
  readonly change: string;
  readonly path: readonly Step[];
  /** What stands there instead; `undefined` for nothing. */
  readonly value: unknown;
}

function* changes(
  value: unknown,
  schema: Schema,
  path: readonly Step[],
  place: string,
): Generator<Change> {
  if (schema.kind === 'object' && isMap(value)) {
    for (const name of schema.required) {
      yield { change: `missing ${schema.name}.${name}`, path: [...path, name], value: undefined };
      yield { change: `null ${schema.name}.${name}`, path: [...path, name], value: null };
    }
    yield { change: `unknown ${schema.name}`, path: [...path, 'bogusField'], value: 1 };
    for (const [name, inner] of Object.entries(value)) {
      const field = schema.fields.get(name);
      if (path.length === 0 && (name === 'apiVersion' || name === 'kind')) continue;
      if (!field) continue;
      if (!field.required) {
        yield { change: `missing ${schema.name}.${name}`, path: [...path, name], value: undefined };
      }
      yield* changes(inner, field.schema, [...path, name], `${schema.name}.${name}`);
    }
  } else if (schema.kind === 'map' && isMap(value)) {
    for (const [name, inner] of Object.entries(value)) {
      yield* changes(inner, schema.element.schema, [...path, name], `${place}{}`);
    }
  } else if (schema.kind === 'list' && Array.isArray(value)) {
    for (const [index, inner] of value.entries()) {
      yield* changes(inner, schema.element.schema, [...path, index], `${place}[]`);
    }
  }
  if (schema.kind === 'any' || path.length === 0 || value === null) return;
  for (const [what, other] of OTHERS) {
    yield { change: `${what} ${place}`, path, value: other };
  }
}

const OTHERS: readonly (readonly [string, unknown])[] = [
  ['text', 'bogus'],
  ['number', 7],
  ['fraction', 7.5],
  ['large', 3_000_000_000],
  ['boolean', true],
  ['map', { bogus: 'bogus' }],
  ['list', ['bogus']],
  ['null', null],
];

function isMap(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function withValue(root: unknown, path: readonly Step[], value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (Array.isArray(root)) {
    return root.map((item: unknown, at) => (at === step ? withValue(item, rest, value) : item));
  }
  const map = { ...(root as Json) };
  const changed = withValue(map[step], rest, value);
  if (changed === undefined) delete map[step];
  else map[step] = changed;
  return map;
}
