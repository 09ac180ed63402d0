import {
  AGENT_KINDS,
  AGENTS_VERSION,
  type OLD_AGENTS_VERSION,
} from '../../../src/model/agents/agentKinds.ts';

/** One resource of the API, as discovery describes it. */
export interface ResourceType {
  readonly group: string;
  readonly version: string;
  /** The plural in paths. */
  readonly resource: string;
  readonly kind: string;
  readonly namespaced: boolean;
  readonly shortNames?: readonly string[];
  readonly categories?: readonly string[];
  readonly subresources?: readonly string[];
  /** Reviews are answered, not stored. */
  readonly createOnly?: boolean;
  /** Of a CustomResourceDefinition: it has no form in protobuf. */
  readonly custom?: boolean;
}

type Extra = Partial<Pick<ResourceType, 'shortNames' | 'categories' | 'subresources'>>;

const ALL = ['all'];

function namespaced(group: string, resource: string, kind: string, extra: Extra = {}) {
  return { group, version: 'v1', resource, kind, namespaced: true, ...extra };
}

function cluster(group: string, resource: string, kind: string, extra: Extra = {}) {
  return { group, version: 'v1', resource, kind, namespaced: false, ...extra };
}

function review(group: string, resource: string, kind: string): ResourceType {
  return { group, version: 'v1', resource, kind, namespaced: false, createOnly: true };
}

const ADMISSION = 'admissionregistration.k8s.io';
const RBAC = 'rbac.authorization.k8s.io';

/** What the cluster serves; the first resource of a kind is the one that stores it. */
export const RESOURCE_TYPES: readonly ResourceType[] = [
  namespaced('', 'configmaps', 'ConfigMap', { shortNames: ['cm'] }),
  namespaced('', 'events', 'Event', { shortNames: ['ev'] }),
  cluster('', 'namespaces', 'Namespace', { shortNames: ['ns'], subresources: ['status'] }),
  cluster('', 'nodes', 'Node', { shortNames: ['no'], subresources: ['status'] }),
  namespaced('', 'pods', 'Pod', {
    shortNames: ['po'],
    categories: ALL,
    subresources: ['status', 'log', 'exec', 'ephemeralcontainers', 'eviction'],
  }),
  namespaced('', 'secrets', 'Secret'),
  namespaced('', 'serviceaccounts', 'ServiceAccount', { shortNames: ['sa'] }),
  namespaced('', 'services', 'Service', { shortNames: ['svc'], categories: ALL }),
  namespaced('apps', 'daemonsets', 'DaemonSet', {
    shortNames: ['ds'],
    categories: ALL,
    subresources: ['status'],
  }),
  namespaced('apps', 'deployments', 'Deployment', {
    shortNames: ['deploy'],
    categories: ALL,
    subresources: ['status'],
  }),
  namespaced('apps', 'replicasets', 'ReplicaSet', {
    shortNames: ['rs'],
    categories: ALL,
    subresources: ['status'],
  }),
  namespaced('apps', 'statefulsets', 'StatefulSet', {
    shortNames: ['sts'],
    categories: ALL,
    subresources: ['status'],
  }),
  cluster(ADMISSION, 'validatingadmissionpolicies', 'ValidatingAdmissionPolicy', {
    categories: ['api-extensions'],
    subresources: ['status'],
  }),
  cluster(ADMISSION, 'validatingadmissionpolicybindings', 'ValidatingAdmissionPolicyBinding', {
    categories: ['api-extensions'],
  }),
  namespaced('coordination.k8s.io', 'leases', 'Lease'),
  review('authentication.k8s.io', 'selfsubjectreviews', 'SelfSubjectReview'),
  review('authorization.k8s.io', 'selfsubjectaccessreviews', 'SelfSubjectAccessReview'),
  namespaced('batch', 'cronjobs', 'CronJob', { shortNames: ['cj'], subresources: ['status'] }),
  namespaced('batch', 'jobs', 'Job', { categories: ALL, subresources: ['status'] }),
  cluster('node.k8s.io', 'runtimeclasses', 'RuntimeClass'),
  cluster(RBAC, 'clusterrolebindings', 'ClusterRoleBinding'),
  cluster(RBAC, 'clusterroles', 'ClusterRole'),
  namespaced(RBAC, 'rolebindings', 'RoleBinding'),
  namespaced(RBAC, 'roles', 'Role'),
];

/** The kinds of agent sandboxes, as their CustomResourceDefinitions say. */
export const AGENT_TYPES: readonly ResourceType[] = Object.entries(AGENT_KINDS).map(
  ([kind, { group, plural }]) => ({
    group,
    version: AGENTS_VERSION,
    resource: plural,
    kind,
    namespaced: true,
    custom: true,
    ...(kind === 'SandboxTemplate' ? {} : { subresources: ['status'] }),
    ...(kind === 'SandboxWarmPool' ? { shortNames: ['swp'] } : {}),
  }),
);

/** Everything that can be stored. */
export const STORED_TYPES: readonly ResourceType[] = [...RESOURCE_TYPES, ...AGENT_TYPES];

/** Which version of agent sandboxes a cluster serves, if any. */
export type ServedAgents = 'none' | typeof AGENTS_VERSION | typeof OLD_AGENTS_VERSION;

/** What a cluster serves. */
export function servedTypes(agents: ServedAgents): readonly ResourceType[] {
  if (agents === 'none') return RESOURCE_TYPES;
  return [...RESOURCE_TYPES, ...AGENT_TYPES.map((type) => ({ ...type, version: agents }))];
}

export function groupVersion(type: Pick<ResourceType, 'group' | 'version'>): string {
  return type.group === '' ? type.version : `${type.group}/${type.version}`;
}

/** `runtimeclasses.node.k8s.io`, or `pods` in the core group: how errors name a resource. */
export function groupResource(type: Pick<ResourceType, 'group' | 'resource'>): string {
  return type.group === '' ? type.resource : `${type.resource}.${type.group}`;
}

export function findResourceType(
  types: readonly ResourceType[],
  group: string,
  resource: string,
): ResourceType | undefined {
  return types.find((type) => type.group === group && type.resource === resource);
}

/** The resource type of an object, by its `apiVersion` and `kind`. */
export function resourceTypeOf(object: { apiVersion: string; kind: string }): ResourceType {
  const found = STORED_TYPES.find(
    (type) =>
      type.kind === object.kind &&
      (type.custom === true
        ? object.apiVersion.startsWith(`${type.group}/`)
        : groupVersion(type) === object.apiVersion),
  );
  if (found === undefined) throw new Error(`no resource for ${object.apiVersion} ${object.kind}`);
  return found;
}

/** One of the types by its plural, for code that knows that it is there. */
export function servedType(resource: string): ResourceType {
  const found = STORED_TYPES.find((type) => type.resource === resource);
  if (found === undefined) throw new Error(`no resource ${resource}`);
  return found;
}
