import { isDeepStrictEqual } from 'node:util';
import { count, numberText, plural } from '../../base/text/count.ts';
import { withoutBookkeeping } from '../../kube/write/apply.ts';
import type { Outcome } from '../../kube/write/applyObjects.ts';
import type { RawObject } from '../../model/kubernetes/kubernetesObject.ts';

const MAX_DEPTH = 3;
const MAX_FIELDS = 6;
/**
 * The API server counts here how often the template changed (kubernetes
 * pkg/registry/apps/daemonset/strategy.go, 1.36).
 */
const COUNTED = 'metadata.annotations.deprecated.daemonset.template.generation';

/**
 * What a dry run of all objects would do: counts, and which fields change, told once for objects
 * with the same.
 */
export function outcomesText(outcomes: readonly Outcome[]): string {
  const changed = outcomes.flatMap((outcome) => {
    if (outcome.state !== 'applied' || outcome.change !== 'configured' || !outcome.before)
      return [];
    const { kind, metadata } = outcome.manifest;
    const fields = fieldsText(changedFields(outcome.before, outcome.after));
    return [{ object: `${kind} ${metadata.name}`, fields }];
  });
  const [only, ...rest] = changed;
  if (only && rest.length === 0) {
    return countsText(outcomes, `changes ${only.fields} of ${only.object}`);
  }
  const text = countsText(outcomes);
  const lines = [...Map.groupBy(changed, ({ fields }) => fields)].map(
    ([fields, [first, ...others]]) =>
      others.length === 0
        ? `${first?.object}: ${fields}`
        : `${count(others.length + 1, 'object')}: ${fields}`,
  );
  return [text, ...lines].join('\n');
}

/** E.g. `metadata.name, spec, 4 labels`: of several labels only their number is told. */
function fieldsText(fields: readonly string[]): string {
  const labels = fields.filter((field) => field.startsWith('metadata.labels.'));
  const told = labels.length > 1 ? fields.filter((field) => !labels.includes(field)) : fields;
  const more = told.length > MAX_FIELDS ? [`${numberText(told.length - MAX_FIELDS)} more`] : [];
  const counted = labels.length > 1 ? [count(labels.length, 'label')] : [];
  return [...told.slice(0, MAX_FIELDS), ...more, ...counted].join(', ');
}

/**
 * E.g. `creates 10 objects (5 in the new namespace aks-sandbox), changes 2 objects`; `changeOfOne`
 * is what is said where one alone is changed.
 */
function countsText(outcomes: readonly Outcome[], changeOfOne?: string): string {
  const ofChange = (change: string) =>
    outcomes.filter((one) => one.state === 'applied' && one.change === change).length;
  // A dry run cannot try what is in a namespace that it does not create.
  const untried = outcomes.filter(({ state }) => state !== 'applied');
  const created = ofChange('created') + untried.length;
  const places = new Set(untried.flatMap(({ manifest }) => manifest.metadata.namespace ?? []));
  const place =
    places.size === 0 ? 'a new namespace' : `the new namespace ${[...places].join(', ')}`;
  const inNew = untried.length === 0 ? '' : ` (${numberText(untried.length)} in ${place})`;
  const [changed, unchanged] = [ofChange('configured'), ofChange('unchanged')];
  return [
    ...(created > 0 ? [`creates ${count(created, 'object')}${inNew}`] : []),
    ...(changed > 0 ? [changeOfOne ?? `changes ${count(changed, 'object')}`] : []),
    ...(unchanged > 0
      ? [`leaves ${count(unchanged, 'object')} as ${plural(unchanged, 'it is', 'they are')}`]
      : []),
  ].join(', ');
}

/** The paths of the fields that differ, at most three names deep, e.g. `spec.template.spec`. */
export function changedFields(before: RawObject, after: RawObject): readonly string[] {
  const fields = differences(withoutBookkeeping(before), withoutBookkeeping(after), []);
  return fields.filter((field) => field !== COUNTED);
}

function differences(before: unknown, after: unknown, path: readonly string[]): readonly string[] {
  if (isDeepStrictEqual(before, after)) return [];
  if (path.length >= MAX_DEPTH || !isMap(before) || !isMap(after)) return [path.join('.')];
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  return [...names].flatMap((name) => differences(before[name], after[name], [...path, name]));
}

function isMap(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
