import type { Json } from '../kube/json.ts';

/** How two versions of a list or map come together. */
export type MergeRule =
  /** As a whole. */
  | { kind: 'atomic' }
  /** Each member by itself. */
  | { kind: 'granular' }
  /** A list of different scalars. */
  | { kind: 'set' }
  /** A list of objects, each known by the values of its keys; a key may have a default. */
  | { kind: 'listMap'; keys: Readonly<Record<string, Json | undefined>> };

const ATOMIC: MergeRule = { kind: 'atomic' };
const GRANULAR: MergeRule = { kind: 'granular' };
const SET: MergeRule = { kind: 'set' };

function listMap(...keys: string[]): MergeRule {
  return { kind: 'listMap', keys: Object.fromEntries(keys.map((key) => [key, undefined])) };
}

const PORTS: MergeRule = {
  kind: 'listMap',
  keys: { containerPort: undefined, protocol: 'TCP' },
};

/** Lists by the end of their path, from the API's own `x-kubernetes-list-type` marks. */
const LISTS: Readonly<Record<string, MergeRule>> = {
  containers: listMap('name'),
  initContainers: listMap('name'),
  ephemeralContainers: listMap('name'),
  'containers.ports': PORTS,
  'initContainers.ports': PORTS,
  'ephemeralContainers.ports': PORTS,
  'spec.ports': { kind: 'listMap', keys: { port: undefined, protocol: 'TCP' } },
  env: listMap('name'),
  volumes: listMap('name'),
  volumeMounts: listMap('mountPath'),
  volumeDevices: listMap('devicePath'),
  'spec.imagePullSecrets': listMap('name'),
  hostAliases: listMap('ip'),
  resourceClaims: listMap('name'),
  schedulingGates: listMap('name'),
  topologySpreadConstraints: listMap('topologyKey', 'whenUnsatisfiable'),
  'resources.claims': listMap('name'),
  '.secrets': listMap('name'),
  'status.conditions': listMap('type'),
  'status.addresses': listMap('type'),
  'status.podIPs': listMap('ip'),
  'metadata.ownerReferences': listMap('uid'),
  'metadata.finalizers': SET,
  'spec.podCIDRs': SET,
};

/** Maps and structures that are taken as a whole, by the end of their path. */
const ATOMIC_MAPS: ReadonlySet<string> = new Set([
  'nodeSelector',
  'selector',
  'labelSelector',
  'namespaceSelector',
  'secretKeyRef',
  'configMapKeyRef',
  'fieldRef',
  'resourceFieldRef',
  'fileKeyRef',
  'involvedObject',
  'related',
  'roleRef',
  'secretRef',
  'requiredDuringSchedulingIgnoredDuringExecution',
  'preference',
]);

/** The rule for a list at a path of member names (keys of list items left out). */
export function listRule(names: readonly string[]): MergeRule {
  const last = names.at(-1) ?? '';
  const lastTwo = `${names.at(-2) ?? ''}.${last}`;
  return LISTS[lastTwo] ?? LISTS[last] ?? ATOMIC;
}

/** The rule for a map or structure at a path of member names. */
export function mapRule(names: readonly string[]): MergeRule {
  return ATOMIC_MAPS.has(names.at(-1) ?? '') && names.length > 1 ? ATOMIC : GRANULAR;
}

/** Lists whose items, though known by keys, are taken as a whole. */
const WHOLE_ITEMS: ReadonlySet<string> = new Set([
  'ownerReferences',
  'imagePullSecrets',
  'secrets',
]);

/** The rule for an item of the list at a path of member names. */
export function itemRule(names: readonly string[]): MergeRule {
  return WHOLE_ITEMS.has(names.at(-1) ?? '') ? ATOMIC : GRANULAR;
}
