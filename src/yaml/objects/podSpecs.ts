import { type AgentKind, agentKindOf } from '../../model/agents/agentKinds.ts';
import { groupOf } from '../../model/kubernetes/apiVersion.ts';
import { asMap, valueAt, type YamlMap, type YamlNode } from '../parse/yamlNode.ts';
import { isBuiltIn } from './builtInObject.ts';
import { findPods } from './findPods.ts';
import type { Manifest } from './manifests.ts';
import { type ContainerView, containersOf, type PathStep } from './podFields.ts';

/** A pod spec in a manifest, wherever it is. */
export interface PodSpecView {
  readonly object: Manifest;
  readonly spec: YamlMap;
  /** Read once: nearly every rule looks at them. */
  readonly containers: readonly ContainerView[];
  /** The metadata that the pods get: of the pod, or of its template. */
  readonly metadata: YamlNode | undefined;
  /** What leads from the object to the spec. */
  readonly path: readonly PathStep[];
  /** Found by its shape, in a kind that is not known. */
  readonly byShape: boolean;
  /** It names a class and has no containers: an operator adds the rest. */
  readonly partial: boolean;
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
  // Kubernetes served them in this group up to 1.15.
  'extensions/Deployment': TEMPLATE,
  'extensions/DaemonSet': TEMPLATE,
  'extensions/ReplicaSet': TEMPLATE,
};

/** Where those of agent sandboxes do; pools and claims have none. */
const AGENT_PATHS: Readonly<Partial<Record<AgentKind, readonly string[]>>> = {
  Sandbox: ['spec', 'podTemplate'],
  SandboxTemplate: ['spec', 'podTemplate'],
};

/** Groups whose objects say what pods have to look like: their pods are patterns. */
const PATTERNS = /(?:^|\.)(?:kyverno\.io|gatekeeper\.sh)$/;

/** The whole pod specs of an object: by path in a kind that is known, by shape in any other. */
export function podSpecsOf(object: Manifest): readonly PodSpecView[] {
  return podViewsOf(object).filter(({ partial }) => !partial);
}

/** The pod specs of an object, with those of custom resources that only name a class. */
export function podViewsOf(object: Manifest): readonly PodSpecView[] {
  const group = groupOf(object.apiVersion);
  const agent = agentKindOf(object);
  const path = agent ? AGENT_PATHS[agent] : POD_PATHS[`${group}/${object.kind}`];
  if (path) {
    const pod = valueAt(object.map, ...path);
    const spec = asMap(valueAt(pod, 'spec'));
    if (!spec) return [];
    const metadata = valueAt(pod, 'metadata');
    return [view(object, { spec, metadata, path: [...path, 'spec'], partial: false }, false)];
  }
  if (agent || isBuiltIn(object) || PATTERNS.test(group)) return [];
  return findPods(object).map((found) => view(object, found, true));
}

function view(
  object: Manifest,
  found: Pick<PodSpecView, 'spec' | 'metadata' | 'path' | 'partial'>,
  byShape: boolean,
): PodSpecView {
  return { object, ...found, containers: containersOf(found.spec), byShape };
}
