import { type Taint, taintText, tolerationOf } from '../../../model/kubernetes/taint.ts';
import type { Span } from '../../parse/span.ts';
import { addItem, type KeyPosition, setPath } from '../../edit/setPath.ts';
import { removePath } from '../../edit/removePath.ts';
import type { Fix, TextEdit } from '../../findings/finding.ts';
import type { YamlMap, YamlNode } from '../../parse/yamlNode.ts';
import type { JsonValue } from '../../parse/jsonOf.ts';
import type { PathStep } from '../../objects/podFields.ts';

/** A fix of one edit; none where the edit cannot be made. */
function fixOf(title: string, edit: TextEdit | undefined, preferred = false): Fix[] {
  return edit ? [{ title, edits: [edit], ...(preferred ? { preferred } : {}) }] : [];
}

/** Removes a field, and with it what would be left empty around it. */
export function removal(
  text: string,
  root: YamlNode,
  path: readonly PathStep[],
  title = `Remove ${String(path.findLast((step) => typeof step === 'string'))}`,
  preferred = true,
): Fix[] {
  // A container, a volume or a mount stays even if nothing is left in it.
  const keep = path.slice(0, -1).findLastIndex((step) => typeof step === 'number');
  return fixOf(title, removePath(text, root, path, keep === -1 ? 0 : keep + 1), preferred);
}

/** Sets a field. */
export function setting(
  text: string,
  root: YamlNode,
  path: readonly PathStep[],
  value: JsonValue,
  title: string,
  { preferred = false, position = 'last' }: { preferred?: boolean; position?: KeyPosition } = {},
): Fix[] {
  return fixOf(title, setPath(text, root, path, value, position), preferred);
}

/** Appends to a list. */
function appending(
  text: string,
  root: YamlMap,
  path: readonly PathStep[],
  item: JsonValue,
  title: string,
): Fix[] {
  return fixOf(title, addItem(text, root, path, item), true);
}

/** Tolerates a taint, in the list under a path. */
export function tolerating(
  text: string,
  root: YamlMap,
  path: readonly PathStep[],
  taint: Taint,
): Fix[] {
  return appending(text, root, path, { ...tolerationOf(taint) }, `Tolerate ${taintText(taint)}`);
}

/** Puts another name in the place of one. */
export function renaming({ start, end }: Span, name: string, preferred = true): Fix[] {
  return fixOf(`Change to "${name}"`, { span: { start, end }, newText: name }, preferred);
}
