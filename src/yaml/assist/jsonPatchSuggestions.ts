import type { Facts } from '../facts/facts.ts';
import { itemsOf, textOf, valueAt } from '../parse/yamlNode.ts';
import { classSuggestions } from './clusterSuggestions.ts';
import type { Suggestion } from './completion.ts';
import type { Cursor } from './cursor.ts';

/** Where workloads keep what a sandbox needs of a pod; those of a Deployment first. */
const POD_SPECS = ['/spec/template/spec', '/spec', '/spec/jobTemplate/spec/template/spec'];
const FIELDS = [
  'runtimeClassName',
  'nodeSelector',
  'tolerations/-',
  'containers/0/resources/limits',
];

/**
 * What may be written in an operation of a JSON patch (RFC 6902): paths into a pod, and classes
 * behind the path of one. `undefined` outside of such a patch.
 */
export function jsonPatchSuggestions(
  { on, path, part }: Cursor,
  facts: Facts,
): readonly Suggestion[] | undefined {
  const [index, key] = path;
  if (on !== 'value' || path.length !== 2 || typeof index !== 'number') return undefined;
  const operation = itemsOf(part.root)[index];
  if (valueAt(operation, 'op') === undefined) return undefined;
  if (key === 'path') {
    return POD_SPECS.flatMap((spec, rank) =>
      FIELDS.map((field): Suggestion => {
        const label = `${spec}/${field}`;
        return { label, insertText: label, kind: 'field', detail: '', documentation: '', rank };
      }),
    );
  }
  const names = textOf(valueAt(operation, 'path'))?.endsWith('/runtimeClassName') === true;
  return key === 'value' && names ? classSuggestions(facts) : [];
}
