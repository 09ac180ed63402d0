import type { Entry } from '../../kube/entry.ts';
import { parseFieldSelector, type FieldRequirement } from '../../kube/fieldSelector.ts';
import {
  matchesLabels,
  parseLabelSelector,
  type LabelRequirement,
} from '../../kube/labelSelector.ts';
import type { ResourceType } from '../../kube/resourceTypes.ts';
import type { RequestInfo } from '../requestInfo.ts';

/** Which objects a list or watch is about. */
export interface Selection {
  /** `namespace/`, or nothing for all. */
  readonly prefix: string;
  readonly labels: readonly LabelRequirement[];
  readonly fields: readonly FieldRequirement[];
}

export function selectionOf(type: ResourceType, info: RequestInfo): Selection {
  const { namespace, query } = info;
  return {
    prefix: namespace !== undefined && type.namespaced ? `${namespace}/` : '',
    labels: parseLabelSelector(query.get('labelSelector') ?? ''),
    fields: parseFieldSelector(query.get('fieldSelector') ?? '', type),
  };
}

export function isEverything(selection: Selection): boolean {
  return selection.labels.length === 0 && selection.fields.length === 0;
}

export function selects(selection: Selection, entry: Entry): boolean {
  return (
    entry.key.startsWith(selection.prefix) &&
    (selection.labels.length === 0 || matchesLabels(selection.labels, entry.labels)) &&
    selection.fields.every(({ path, negated, value }) => (entry.field(path) === value) !== negated)
  );
}
