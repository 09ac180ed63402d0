import { valueAt } from './json.ts';
import type { KubeObject } from './kubeObject.ts';
import { textOf } from './textOf.ts';
import { badRequest } from './statusError.ts';
import type { ResourceType } from './resourceTypes.ts';

export interface FieldRequirement {
  readonly path: string;
  readonly negated: boolean;
  readonly value: string;
}

const POD_FIELDS = [
  'spec.nodeName',
  'spec.restartPolicy',
  'spec.schedulerName',
  'spec.serviceAccountName',
  'spec.hostNetwork',
  'status.phase',
  'status.podIP',
  'status.nominatedNodeName',
];

const EVENT_FIELDS = [
  'involvedObject.kind',
  'involvedObject.namespace',
  'involvedObject.name',
  'involvedObject.uid',
  'involvedObject.apiVersion',
  'involvedObject.resourceVersion',
  'involvedObject.fieldPath',
  'reason',
  'reportingComponent',
  'source',
  'type',
];

const FIELDS_BY_RESOURCE: Readonly<Record<string, readonly string[]>> = {
  pods: POD_FIELDS,
  events: EVENT_FIELDS,
  nodes: ['spec.unschedulable'],
  namespaces: ['status.phase', 'name'],
  secrets: ['type'],
  jobs: ['status.successful'],
};

/** The requirements of a `fieldSelector`; throws 400 on a field that the resource cannot select. */
export function parseFieldSelector(text: string, type: ResourceType): FieldRequirement[] {
  const parts = text.split(',').filter((part) => part !== '');
  return parts.map((part) => parseRequirement(part, text, type));
}

function parseRequirement(part: string, whole: string, type: ResourceType): FieldRequirement {
  const match = /^(.*?)(!=|==|=)(.*)$/.exec(part);
  if (match === null) {
    throw badRequest(`invalid selector: '${whole}'; can't understand '${part}'`);
  }
  const [, path = '', sign, value = ''] = match;
  const known = ['metadata.name', 'metadata.namespace'];
  if (!known.includes(path) && !(FIELDS_BY_RESOURCE[type.resource] ?? []).includes(path)) {
    if (FIELDS_BY_RESOURCE[type.resource] !== undefined) {
      throw badRequest(`field label not supported: ${path}`);
    }
    const names = known.map((name) => `"${name}"`).join(', ');
    throw badRequest(`"${path}" is not a known field selector: only ${names}`);
  }
  return { path, negated: sign === '!=', value };
}

/** The text a field selector compares with. */
export function fieldText(object: KubeObject, path: string): string {
  if (path === 'source') return textOf(valueAt(object, 'source', 'component'));
  if (path === 'name') return object.metadata.name;
  if (path === 'spec.unschedulable' || path === 'spec.hostNetwork') {
    return String(valueAt(object, ...path.split('.')) === true);
  }
  return textOf(valueAt(object, ...path.split('.')));
}
