import type { ResourceType } from '../kube/resourceTypes.ts';

/** The body of `/version`. */
export function versionInfo(gitVersion: string) {
  const [major = '', minor = ''] = gitVersion.replace(/^v/, '').split('.');
  return {
    major,
    minor,
    emulationMajor: major,
    emulationMinor: minor,
    minCompatibilityMajor: major,
    minCompatibilityMinor: String(Number(minor) - 1),
    gitVersion,
    gitCommit: '61fb1a0a0e0d7b2d4d5f4d7b5a0f2f8d9c3e1b7a',
    gitTreeState: 'clean',
    buildDate: '2026-08-11T17:28:24Z',
    goVersion: 'go1.26.5',
    compiler: 'gc',
    platform: 'linux/amd64',
  };
}

type Types = readonly ResourceType[];

/** The answer to a discovery path, or `undefined` when the path is none. */
export function discovery(path: string, host: string, accept: string, types: Types): unknown {
  const parts = path.split('/').filter((part) => part !== '');
  const [prefix, first, second] = parts;
  const isAggregated = accept.includes('as=APIGroupDiscoveryList');
  if (prefix === 'api') {
    if (first === undefined) return isAggregated ? aggregated([''], types) : apiVersions(host);
    return first === 'v1' && second === undefined ? resourceList('', 'v1', types) : undefined;
  }
  if (prefix !== 'apis') return undefined;
  const groups = groupsOf(types);
  if (first === undefined) return isAggregated ? aggregated(groups, types) : groupList(types);
  if (!groups.includes(first)) return undefined;
  if (second === undefined)
    return { kind: 'APIGroup', apiVersion: 'v1', ...apiGroup(first, types) };
  return second === versionOf(first, types) && parts.length === 3
    ? resourceList(first, second, types)
    : undefined;
}

function groupsOf(types: Types): string[] {
  return [...new Set(types.map((type) => type.group))].filter((group) => group !== '');
}

function versionOf(group: string, types: Types): string {
  return types.find((type) => type.group === group)?.version ?? 'v1';
}

function apiVersions(host: string) {
  return {
    kind: 'APIVersions',
    versions: ['v1'],
    serverAddressByClientCIDRs: [{ clientCIDR: '0.0.0.0/0', serverAddress: host }],
  };
}

function groupList(types: Types) {
  const groups = groupsOf(types).map((group) => apiGroup(group, types));
  return { kind: 'APIGroupList', apiVersion: 'v1', groups };
}

function resourceEntries(type: ResourceType) {
  const subresources = (type.subresources ?? []).map((name) => subresourceEntry(type, name));
  return [resourceEntry(type), ...subresources];
}

function apiGroup(name: string, types: Types) {
  const version = versionOf(name, types);
  const served = { groupVersion: `${name}/${version}`, version };
  return { name, versions: [served], preferredVersion: served };
}

function resourceList(group: string, version: string, types: Types) {
  return {
    kind: 'APIResourceList',
    ...(group === '' ? {} : { apiVersion: 'v1' }),
    groupVersion: group === '' ? version : `${group}/${version}`,
    resources: types.filter((type) => type.group === group).flatMap(resourceEntries),
  };
}

function resourceEntry(type: ResourceType) {
  return {
    name: type.resource,
    singularName: type.kind.toLowerCase(),
    namespaced: type.namespaced,
    kind: type.kind,
    verbs: verbsOf(type),
    ...(type.shortNames === undefined ? {} : { shortNames: type.shortNames }),
    ...(type.categories === undefined ? {} : { categories: type.categories }),
  };
}

function subresourceEntry(type: ResourceType, subresource: string) {
  return {
    name: `${type.resource}/${subresource}`,
    singularName: '',
    namespaced: type.namespaced,
    kind: subresourceKind(type, subresource),
    verbs: SUBRESOURCE_VERBS[subresource] ?? ['get', 'patch', 'update'],
  };
}

const SUBRESOURCE_VERBS: Readonly<Record<string, readonly string[]>> = {
  exec: ['create', 'get'],
  log: ['get'],
  eviction: ['create'],
};

function subresourceKind(type: ResourceType, subresource: string): string {
  if (subresource === 'exec') return 'PodExecOptions';
  return subresource === 'eviction' ? 'Eviction' : type.kind;
}

function verbsOf(type: ResourceType): string[] {
  if (type.createOnly === true) return ['create'];
  return ['create', 'delete', 'deletecollection', 'get', 'list', 'patch', 'update', 'watch'];
}

function aggregated(names: readonly string[], types: Types) {
  return {
    kind: 'APIGroupDiscoveryList',
    apiVersion: 'apidiscovery.k8s.io/v2',
    metadata: {},
    items: names.map((name) => ({
      metadata: { name, creationTimestamp: null },
      versions: [
        {
          version: versionOf(name, types),
          freshness: 'Current',
          resources: types.filter(({ group }) => group === name).map(aggregatedResource),
        },
      ],
    })),
  };
}

function aggregatedResource(type: ResourceType) {
  const { group, version } = type;
  return {
    resource: type.resource,
    responseKind: { group, version, kind: type.kind },
    scope: type.namespaced ? 'Namespaced' : 'Cluster',
    singularResource: type.kind.toLowerCase(),
    verbs: verbsOf(type),
    ...(type.shortNames === undefined ? {} : { shortNames: type.shortNames }),
    ...(type.categories === undefined ? {} : { categories: type.categories }),
    ...(type.subresources === undefined
      ? {}
      : {
          subresources: type.subresources.map((subresource) => ({
            subresource,
            responseKind: { group, version, kind: subresourceKind(type, subresource) },
            verbs: SUBRESOURCE_VERBS[subresource] ?? ['get', 'patch', 'update'],
          })),
        }),
  };
}

/** The content type of aggregated discovery. */
export const AGGREGATED_TYPE =
  'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList';
