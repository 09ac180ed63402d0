import { equalJson, isJsonObject, valueAt, type Json, type JsonObject } from '../kube/json.ts';
import type { KubeObject } from '../kube/kubeObject.ts';
import { textOf } from '../kube/textOf.ts';
import type { ResourceType } from '../kube/resourceTypes.ts';
import { invalid, type StatusCause } from '../kube/statusError.ts';

const SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
const LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

const SUBDOMAIN_TEXT =
  "a lowercase RFC 1123 subdomain must consist of lower case alphanumeric characters, '-' or '.', and must start and end with an alphanumeric character (e.g. 'example.com', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?(\\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*')";
const LABEL_TEXT =
  "a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')";

const LABEL_KEY =
  /^([a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*\/)?([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]$/;
const LABEL_VALUE = /^(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?$/;

const LABEL_KEY_TEXT =
  "name part must consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyName',  or 'my.name',  or '123-abc', regex used for validation is '([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9]')";
const LABEL_VALUE_TEXT =
  "a valid label must be an empty string or consist of alphanumeric characters, '-', '_' or '.', and must start and end with an alphanumeric character (e.g. 'MyValue',  or 'my_value',  or '12345', regex used for validation is '(([A-Za-z0-9][-A-Za-z0-9_.]*)?[A-Za-z0-9])?')";

function labelCauses(field: string, labels: Json | undefined): StatusCause[] {
  if (!isJsonObject(labels)) return [];
  return Object.entries(labels).flatMap(([key, value]) => [
    ...(LABEL_KEY.test(key) ? [] : [wrong(field, key, LABEL_KEY_TEXT)]),
    ...(LABEL_VALUE.test(textOf(value)) ? [] : [wrong(field, value, LABEL_VALUE_TEXT)]),
  ]);
}

function required(field: string, detail = ''): StatusCause {
  const message = detail === '' ? 'Required value' : `Required value: ${detail}`;
  return { reason: 'FieldValueRequired', message, field };
}

function wrong(field: string, value: Json | undefined, detail: string): StatusCause {
  const message = `Invalid value: ${JSON.stringify(value)}: ${detail}`;
  return { reason: 'FieldValueInvalid', message, field };
}

/** Throws 422 with all that is wrong with a new object. */
export function validateCreate(type: ResourceType, object: KubeObject): void {
  const causes = [
    ...nameCauses(type, object),
    ...labelCauses('metadata.labels', object.metadata.labels),
    ...kindCauses(object),
  ];
  if (causes.length > 0) throw invalid(type, object.metadata.name ?? '', causes);
}

/** Throws 422 when a change is wrong or touches what cannot be changed. */
export function validateUpdate(
  type: ResourceType,
  before: KubeObject,
  after: KubeObject,
  subresource: string | undefined,
): void {
  const causes = [...kindCauses(after), ...immutableCauses(before, after, subresource)];
  if (causes.length > 0) throw invalid(type, after.metadata.name, causes);
}

function nameCauses(type: ResourceType, { metadata }: KubeObject): StatusCause[] {
  const { name } = metadata;
  if (name === undefined || name === '') {
    return [required('metadata.name', 'name or generateName is required')];
  }
  if (type.group === 'rbac.authorization.k8s.io') return [];
  const isLabel = type.kind === 'Namespace';
  if ((isLabel ? LABEL : SUBDOMAIN).test(name) && name.length <= 253) return [];
  return [wrong('metadata.name', name, isLabel ? LABEL_TEXT : SUBDOMAIN_TEXT)];
}

function kindCauses(object: KubeObject): StatusCause[] {
  if (object.kind === 'RuntimeClass') return runtimeClassCauses(object);
  const spec = object['spec'];
  if (object.kind === 'Pod') return podSpecCauses('spec', spec);
  if (valueAt(object, 'spec', 'template') === undefined) return [];
  return [
    ...selectorCauses(object),
    ...podSpecCauses('spec.template.spec', valueAt(object, 'spec', 'template', 'spec')),
  ];
}

function runtimeClassCauses(object: KubeObject): StatusCause[] {
  const handler = object['handler'] ?? '';
  const causes: StatusCause[] = [];
  if (handler === '') causes.push(required('handler'));
  else if (typeof handler !== 'string' || !LABEL.test(handler) || handler.length > 63) {
    causes.push(wrong('handler', handler, LABEL_TEXT));
  }
  for (const [name, amount] of Object.entries(fixedOverhead(object))) {
    if (textOf(amount).startsWith('-')) {
      causes.push(wrong(`overhead.limits[${name}]`, amount, 'must be greater than or equal to 0'));
    }
  }
  return [
    ...causes,
    ...labelCauses('scheduling.nodeSelector', valueAt(object, 'scheduling', 'nodeSelector')),
  ];
}

function fixedOverhead(object: KubeObject): JsonObject {
  const fixed = valueAt(object, 'overhead', 'podFixed');
  return isJsonObject(fixed) ? fixed : {};
}

function podSpecCauses(path: string, spec: Json | undefined): StatusCause[] {
  const containers = valueAt(spec, 'containers');
  if (!Array.isArray(containers) || containers.length === 0) {
    return [required(`${path}.containers`)];
  }
  const causes = containers.flatMap((container, i) =>
    containerCauses(`${path}.containers[${i}]`, container),
  );
  const className = valueAt(spec, 'runtimeClassName');
  if (typeof className === 'string' && className !== '' && !SUBDOMAIN.test(className)) {
    causes.push(wrong(`${path}.runtimeClassName`, className, SUBDOMAIN_TEXT));
  }
  return causes;
}

function containerCauses(path: string, container: Json): StatusCause[] {
  const name = valueAt(container, 'name') ?? '';
  const causes: StatusCause[] = [];
  if (name === '') causes.push(required(`${path}.name`));
  else if (!LABEL.test(textOf(name))) causes.push(wrong(`${path}.name`, name, LABEL_TEXT));
  if ((valueAt(container, 'image') ?? '') === '') causes.push(required(`${path}.image`));
  return causes;
}

function selectorCauses(object: KubeObject): StatusCause[] {
  if (!['Deployment', 'DaemonSet', 'StatefulSet', 'ReplicaSet'].includes(object.kind)) return [];
  const wanted = valueAt(object, 'spec', 'selector', 'matchLabels');
  const labels = valueAt(object, 'spec', 'template', 'metadata', 'labels');
  const missing = isJsonObject(wanted) ? [] : [required('spec.selector')];
  const matches =
    isJsonObject(wanted) &&
    Object.entries(wanted).every(([key, value]) => valueAt(labels, key) === value);
  if (matches) return [];
  return [
    ...missing,
    {
      reason: 'FieldValueInvalid',
      message: `Invalid value: ${JSON.stringify(labels ?? null)}: \`selector\` does not match template \`labels\``,
      field: 'spec.template.metadata.labels',
    },
  ];
}

const POD_UPDATE =
  'pod updates may not change fields other than `spec.containers[*].image`,`spec.initContainers[*].image`,`spec.activeDeadlineSeconds`,`spec.tolerations` (only additions to existing tolerations),`spec.terminationGracePeriodSeconds` (allow it to be set to 1 if it was previously negative)';

function immutableCauses(
  before: KubeObject,
  after: KubeObject,
  subresource: string | undefined,
): StatusCause[] {
  if (after.kind === 'RuntimeClass' && before['handler'] !== after['handler']) {
    return [wrong('handler', after['handler'], 'field is immutable')];
  }
  if (after.kind === 'Pod' && subresource === undefined && !isAllowedPodUpdate(before, after)) {
    return [{ reason: 'FieldValueForbidden', message: `Forbidden: ${POD_UPDATE}`, field: 'spec' }];
  }
  const gone = removedEphemeral(before, after);
  if (gone !== undefined) {
    const message = `Forbidden: existing ephemeral containers "${gone}" may not be removed\n`;
    return [{ reason: 'FieldValueForbidden', message, field: 'spec.ephemeralContainers' }];
  }
  const oldSelector = valueAt(before, 'spec', 'selector');
  const isWorkload = valueAt(after, 'spec', 'template') !== undefined;
  if (isWorkload && !equalJson(oldSelector, valueAt(after, 'spec', 'selector'))) {
    return [wrong('spec.selector', valueAt(after, 'spec', 'selector'), 'field is immutable')];
  }
  return [];
}

function removedEphemeral(before: KubeObject, after: KubeObject): string | undefined {
  const left = namesIn(valueAt(after, 'spec', 'ephemeralContainers'));
  return namesIn(valueAt(before, 'spec', 'ephemeralContainers')).find(
    (name) => !left.includes(name),
  );
}

function namesIn(containers: Json | undefined): string[] {
  return Array.isArray(containers)
    ? containers.map((container) => textOf(valueAt(container, 'name')))
    : [];
}

function isAllowedPodUpdate(before: KubeObject, after: KubeObject): boolean {
  return equalJson(fixedPart(before['spec']), fixedPart(after['spec']));
}

function fixedPart(spec: Json | undefined): Json | undefined {
  if (!isJsonObject(spec)) return spec;
  const { activeDeadlineSeconds: _deadline, tolerations: _tolerations, ...rest } = spec;
  return {
    ...rest,
    containers: withoutImages(spec['containers']),
    initContainers: withoutImages(spec['initContainers']),
  };
}

function withoutImages(list: Json | undefined): Json {
  if (!Array.isArray(list)) return [];
  return list.map(withoutImage);
}

function withoutImage(container: Json): Json {
  return isJsonObject(container) ? { ...container, image: '' } : container;
}
