import { documentationMarkdown } from './documentationMarkdown.ts';
import type { Manifest } from '../objects/manifests.ts';
import { textOf, valueAt } from '../parse/yamlNode.ts';
import type { Definitions } from '../schema/types/definitions.ts';
import { documentationOf, enumOf, fieldsOf, schemaAt } from '../schema/types/schemaAt.ts';
import type { Field, Schema } from '../schema/types/schema.ts';
import { typeText } from '../schema/types/typeText.ts';
import type { Suggestion } from './completion.ts';
import { type Cursor, takenKeys } from './cursor.ts';

/**
 * What the definitions say may stand at the cursor: fields that are not there yet, values of an
 * enum.
 */
export function fieldSuggestions(
  { on, path, map, part, startsItem }: Cursor,
  object: Manifest | undefined,
  definitions: Definitions,
): readonly Suggestion[] {
  const apiVersion = object?.apiVersion ?? textOf(valueAt(part.root, 'apiVersion')) ?? '';
  const kind = object?.kind ?? textOf(valueAt(part.root, 'kind')) ?? '';
  if (on === 'value' && path.length === 1) {
    if (path[0] === 'kind') return kinds(definitions, apiVersion);
    if (path[0] === 'apiVersion') return apiVersions(definitions, kind);
  }
  if (!object) return on === 'key' && path.length === 0 ? heads(takenKeys(map)) : [];
  const field = schemaAt(definitions, apiVersion, kind, path);
  if (!field) return [];
  if (on === 'value') return values(field);
  const taken = takenKeys(map);
  const needsDash = field.schema.kind === 'list' && !startsItem;
  return [...fieldsOf(field.schema).values()]
    .filter(({ name }) => !taken.has(name))
    .map((one) => fieldSuggestion(one, needsDash ? '- ' : ''));
}

function fieldSuggestion(field: Field, dash: string): Suggestion {
  const { name, schema, required } = field;
  return {
    label: name,
    insertText: `${dash}${name}:${opening(schema)}`,
    kind: 'field',
    detail: `${typeText(schema)}${required ? ' · required' : ''}`,
    documentation: documentationMarkdown(documentationOf(field)),
    rank: required ? 3 : 4,
  };
}

/** What follows a key: a value on its line, or what it holds below it. */
function opening(schema: Schema): string {
  switch (schema.kind) {
    case 'list':
      return '\n  - ';
    case 'object':
    case 'map':
      return '\n  ';
    case 'scalar':
    case 'any':
      return ' ';
  }
}

function values(field: Field): readonly Suggestion[] {
  const { schema } = field;
  const known =
    schema.kind === 'scalar' && schema.type === 'boolean' ? ['true', 'false'] : enumOf(schema);
  return known.map((label) => ({
    label,
    insertText: label,
    kind: 'value',
    detail: field.default === label ? 'default' : '',
    documentation: documentationMarkdown(documentationOf(field)),
    rank: 3,
  }));
}

function kinds(definitions: Definitions, apiVersion: string): readonly Suggestion[] {
  const versions = apiVersion === '' ? definitions.apiVersions() : [apiVersion];
  return versions.flatMap((version) =>
    [...definitions.kindsOf(version)].map((kind) => word(kind, version)),
  );
}

function apiVersions(definitions: Definitions, kind: string): readonly Suggestion[] {
  const versions = kind === '' ? definitions.apiVersions() : definitions.apiVersionsOf(kind);
  return versions.map((version) => word(version, kind));
}

function heads(taken: ReadonlySet<string>): readonly Suggestion[] {
  return ['apiVersion', 'kind', 'metadata', 'spec']
    .filter((key) => !taken.has(key))
    .map((key) => ({ ...word(key, ''), insertText: `${key}: `, kind: 'field' as const }));
}

function word(label: string, detail: string): Suggestion {
  return { label, insertText: label, kind: 'value', detail, documentation: '', rank: 3 };
}
