import { itemElement, joinPath, ruleAt, type FieldPath } from '../apply/fieldPath.ts';
import { copyJson, equalJson, isJsonObject, type Json, type JsonObject } from '../kube/json.ts';
import { textOf } from '../kube/textOf.ts';
import { badRequest, StatusError } from '../kube/statusError.ts';

/** Lays a merge patch (RFC 7386) over a value: `null` removes. */
export function mergePatch(value: Json | undefined, patch: Json): Json {
  if (!isJsonObject(patch)) return patch;
  const merged: JsonObject = isJsonObject(value) ? { ...value } : {};
  for (const [name, change] of Object.entries(patch)) {
    if (change === undefined) continue;
    if (change === null) delete merged[name];
    else merged[name] = mergePatch(merged[name], change);
  }
  return merged;
}

/** Lays a strategic merge patch over a value: lists with keys merge item by item. */
export function strategicMergePatch(
  value: Json | undefined,
  patch: Json,
  path: FieldPath = '',
): Json {
  if (Array.isArray(patch)) return patchList(value, patch, path);
  if (!isJsonObject(patch)) return patch;
  const { $patch: directive, ...changes } = patch;
  if (directive === 'replace') return changes;
  const merged: JsonObject = isJsonObject(value) ? { ...value } : {};
  for (const [name, change] of Object.entries(changes)) {
    if (change === undefined || name.startsWith('$setElementOrder/')) continue;
    if (name.startsWith('$deleteFromPrimitiveList/')) continue;
    if (change === null) delete merged[name];
    else merged[name] = strategicMergePatch(merged[name], change, joinPath(path, `f:${name}`));
  }
  return merged;
}

function patchList(value: Json | undefined, patch: Json[], path: FieldPath): Json {
  const rule = ruleAt(path, patch);
  if (rule.kind !== 'listMap' && rule.kind !== 'set') return patch;
  const old = new Map(
    (Array.isArray(value) ? value : []).map((item) => [itemElement(item, rule), item]),
  );
  const order = [...old.keys()];
  const changed: [string, Json][] = [];
  for (const change of patch) {
    const element = itemElement(change, rule);
    const before = old.get(element);
    old.delete(element);
    if (isJsonObject(change) && change['$patch'] === 'delete') continue;
    const next = strategicMergePatch(before, change, joinPath(path, element));
    changed.push([element, next]);
  }
  return inOrder(changed, [...old], order);
}

/** What the patch names comes first, except after items that stood before it already. */
function inOrder(changed: [string, Json][], kept: [string, Json][], order: string[]): Json[] {
  const merged: Json[] = [];
  const rest = [...kept];
  for (const [element, item] of changed) {
    const at = order.indexOf(element);
    while (rest[0] !== undefined && order.indexOf(rest[0][0]) < at) {
      merged.push(rest.shift()?.[1] ?? null);
    }
    merged.push(item);
  }
  return [...merged, ...rest.map(([, item]) => item)];
}

/** Carries out a JSON patch (RFC 6902); throws 422 where an operation does not fit. */
export function jsonPatch(value: Json, operations: Json): Json {
  if (!Array.isArray(operations)) throw badRequest('error decoding patch: not a list');
  const root: JsonObject = { root: copyJson(value) };
  for (const operation of operations) {
    if (!isJsonObject(operation)) throw badRequest('error decoding patch: not an operation');
    applyOperation(root, operation);
  }
  return root['root'] ?? null;
}

function applyOperation(root: JsonObject, operation: JsonObject): void {
  const op = operation['op'];
  const path = textOf(operation['path']);
  const { parent, last } = locate(root, path);
  const current = memberOf(parent, last);
  switch (op) {
    case 'test':
      if (!equalJson(current, operation['value'])) throw unfit();
      return;
    case 'add':
      insert(parent, last, operation['value'] ?? null);
      return;
    case 'replace':
      if (current === undefined) throw unfit();
      if (Array.isArray(parent)) parent[Number(last)] = operation['value'] ?? null;
      else parent[last] = operation['value'] ?? null;
      return;
    case 'remove':
      if (current === undefined) throw unfit();
      if (Array.isArray(parent)) parent.splice(Number(last), 1);
      else delete parent[last];
      return;
    default:
      throw badRequest(`error decoding patch: unexpected operation ${textOf(op)}`);
  }
}

function locate(root: JsonObject, path: string): { parent: JsonObject | Json[]; last: string } {
  const names = ['root', ...path.split('/').slice(1).map(unescape)];
  const last = names.pop() ?? '';
  let parent: Json | undefined = root;
  for (const name of names) parent = memberOf(parent, name);
  if (!isJsonObject(parent) && !Array.isArray(parent)) {
    throw unfit();
  }
  return { parent, last };
}

function unescape(name: string): string {
  return name.replaceAll('~1', '/').replaceAll('~0', '~');
}

function memberOf(value: Json | undefined, name: string): Json | undefined {
  if (Array.isArray(value)) return value[Number(name)];
  return isJsonObject(value) ? value[name] : undefined;
}

function insert(parent: JsonObject | Json[], name: string, value: Json): void {
  if (!Array.isArray(parent)) parent[name] = value;
  else parent.splice(name === '-' ? parent.length : Number(name), 0, value);
}

function unfit(): StatusError {
  const message = `the server rejected our request due to an error in our request`;
  return new StatusError(422, 'Invalid', message, {});
}
