import { showPath } from '../apply/fieldPath.ts';
import { isJsonObject, type Json } from '../kube/json.ts';
import type { KubeObject } from '../kube/kubeObject.ts';
import { badRequest, StatusError } from '../kube/statusError.ts';
import { fieldProblems, goName, type FieldProblem, type TypeMismatch } from './fieldProblems.ts';
import { itemType, valueType, type FieldType, type Models } from './models.ts';

/**
 * Decodes as the API server does: a value of another type is 400. Unknown fields are what
 * `fieldValidation` makes of them: `Strict` throws 400, `Warn` gives the warnings, `Ignore` says
 * nothing. Without a wish the server warns.
 */
export async function checkFields(
  models: () => Promise<Models>,
  object: KubeObject,
  mode: string,
): Promise<string[]> {
  const problems = fieldProblems(await models(), object.kind, object);
  const version = object.apiVersion.split('/').at(-1) ?? '';
  const head = `${object.kind} in version "${version}" cannot be handled as a ${object.kind}`;
  const wrong = problems.find(({ mismatch }) => mismatch !== undefined)?.mismatch;
  if (wrong !== undefined) throw badRequest(`${head}: ${decodingText(wrong)}`);
  const texts = problems.map(({ path }) => `unknown field "${showPath(path).slice(1)}"`);
  if (texts.length === 0 || mode === 'Ignore') return [];
  if (mode === 'Strict') throw badRequest(`${head}: strict decoding error: ${texts.join(', ')}`);
  return texts;
}

/** The result of a patch must be of the right types too; throws 422. */
export async function checkPatched(
  models: () => Promise<Models>,
  object: KubeObject,
): Promise<void> {
  const problems = fieldProblems(await models(), object.kind, object);
  const wrong = problems.find(({ mismatch }) => mismatch !== undefined)?.mismatch;
  if (wrong === undefined) return;
  const whole = JSON.stringify(JSON.stringify(object));
  const message = `Invalid value: ${whole}: ${decodingText(wrong)}`;
  throw new StatusError(422, 'Invalid', ` "" is invalid: patch: ${message}`, {
    causes: [{ reason: 'FieldValueInvalid', message, field: 'patch' }],
  });
}

/**
 * An applied configuration must have neither unknown fields nor values of other types, whatever
 * `fieldValidation` says. `namespace` is the one that the configuration itself names.
 */
export async function checkAppliedFields(
  models: () => Promise<Models>,
  object: KubeObject,
  namespace: string,
): Promise<void> {
  const problems = fieldProblems(await models(), object.kind, object);
  if (problems.length === 0) return;
  const texts = problems.map(appliedText).toSorted();
  const list = texts.length === 1 ? texts[0] : `errors:\n  ${texts.join('\n  ')}`;
  const what = `${namespace}/${object.metadata.name}; ${object.apiVersion}, Kind=${object.kind}`;
  throw new StatusError(500, '', `failed to create typed patch object (${what}): ${list}`);
}

function appliedText({ keyed, mismatch }: FieldProblem): string {
  const why = mismatch === undefined ? 'field not declared in schema' : schemaText(mismatch);
  return `${showPath(keyed)}: ${why}`;
}

function schemaText({ value, wanted }: TypeMismatch): string {
  const { type } = wanted;
  if (itemType(type) !== undefined) return `expected list, got &{${goText(value)}}`;
  if (type === 'string')
    return `expected string, got &value.valueUnstructured{Value:${goText(value)}}`;
  if (type === 'number') return `expected numeric (int or float), got ${jsonType(value)}`;
  if (type === 'boolean') return `expected boolean, got &{${goText(value)}}`;
  return `expected map, got &{${goText(value)}}`;
}

function decodingText({ value, structure, fields, wanted }: TypeMismatch): string {
  return `json: cannot unmarshal ${jsonType(value)} into Go struct field ${structure}.${fields.join('.')} of type ${goType(wanted)}`;
}

function jsonType(value: Json): string {
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'boolean') return 'bool';
  return typeof value;
}

function goType({ type, format }: FieldType): string {
  const item = itemType(type);
  if (item !== undefined) return `[]${goType({ type: item, format })}`;
  const member = valueType(type);
  if (member !== undefined) return `map[string]${goType({ type: member, format: '' })}`;
  if (type === 'boolean') return 'bool';
  if (type === 'number') return format === '' ? 'int64' : format;
  return type.startsWith('V1') ? `v1.${goName(type)}` : type;
}

/** A value as Go prints it. */
function goText(value: Json): string {
  if (Array.isArray(value)) return `[${value.map(goText).join(' ')}]`;
  if (!isJsonObject(value)) return String(value);
  const members = Object.entries(value).map(([name, child]) => `${name}:${goText(child ?? null)}`);
  return `map[${members.join(' ')}]`;
}
