import { type ContainerView, containersOf } from './podFields.ts';
import type { Manifest } from './manifests.ts';
import { asMap, keyOf, resolved, valueAt, type YamlMap, type YamlNode } from '../parse/yamlNode.ts';
import { groupOf } from '../../model/kubernetes/apiVersion.ts';

/** A pod spec in a manifest, wherever it is. */
export interface PodSpecView {
  readonly object: Manifest;
  readonly spec: YamlMap;
  /** Read once: nearly every rule looks at them. */
  readonly containers: readonly ContainerView[];
  /** The metadata that the pods get: of the pod, or of its template. */
  readonly metadata: YamlNode | undefined;
  /** The keys that lead from the object to the spec. */
  readonly path: readonly string[];
  /** Found by its shape, in a kind that is not built in. */
  readonly byShape: boolean;
}

const TEMPLATE = ['spec', 'template'];

/**
 * Where the nine built-in kinds keep a pod (Kubernetes 1.36 OpenAPI: no other built-in kind reaches
 * a PodSpec).
 */
const POD_PATHS: Readonly<Record<string, readonly string[]>> = {
  '/Pod': [],
  '/PodTemplate': ['template'],
  '/ReplicationController': TEMPLATE,
  'apps/Deployment': TEMPLATE,
  'apps/StatefulSet': TEMPLATE,
  'apps/DaemonSet': TEMPLATE,
  'apps/ReplicaSet': TEMPLATE,
  'batch/Job': TEMPLATE,
  'batch/CronJob': ['spec', 'jobTemplate', ...TEMPLATE],
};

/** Groups of built-in kinds: what is not in the table above has no pod spec. */
const BUILT_IN = /^(?:|apps|batch|autoscaling|policy|[a-z-]+\.k8s\.io)$/;
const CUSTOM_K8S_IO = /(?:^|\.)(?:agents|x-k8s)\b|\.x-k8s\.io$/;

/** The pod specs of an object: by path in a built-in kind, by shape in any other. */
export function podSpecsOf(object: Manifest): readonly PodSpecView[] {
  const group = groupOf(object.apiVersion);
  const path = POD_PATHS[`${group}/${object.kind}`];
  if (path) {
    const pod = valueAt(object.map, ...path);
    const spec = asMap(valueAt(pod, 'spec'));
    if (!spec) return [];
    const metadata = valueAt(pod, 'metadata');
    const containers = containersOf(spec);
    return [{ object, spec, containers, metadata, path: [...path, 'spec'], byShape: false }];
  }
  if (BUILT_IN.test(group) && !CUSTOM_K8S_IO.test(group)) return [];
  const found: PodSpecView[] = [];
  findByShape(object, object.map, [], found, { left: MAX_NODES });
  return found;
}

const MAX_NODES = 20_000;
const MAX_KEYS = 30;

function findByShape(
  object: Manifest,
  map: YamlMap,
  path: readonly string[],
  found: PodSpecView[],
  budget: { left: number },
): void {
  if (path.length > MAX_KEYS) return;
  for (const entry of map.entries) {
    if (--budget.left < 0) return;
    const key = keyOf(entry);
    // What an alias stands for was seen at its anchor.
    if (key === undefined || key === 'metadata' || entry.value.kind !== 'map') continue;
    const at = [...path, key];
    if (isPodSpec(entry.value)) {
      const metadata = valueAt(map, 'metadata');
      found.push({
        object,
        spec: entry.value,
        containers: containersOf(entry.value),
        metadata: path.length === 0 ? undefined : metadata,
        path: at,
        byShape: true,
      });
    } else findByShape(object, entry.value, at, found, budget);
  }
}

/**
 * A map with `containers`, each with a name or an image, is a pod spec; nothing else is sure to be
 * one.
 */
function isPodSpec(map: YamlMap): boolean {
  const containers = resolved(valueAt(map, 'containers'));
  if (containers?.kind !== 'list' || containers.items.length === 0) return false;
  return containers.items.every((item) => {
    const container = asMap(item);
    return container?.entries.some((entry) => /^(?:name|image)$/.test(keyOf(entry) ?? ''));
  });
}
