import { AGENT_KINDS, type AgentKind, AGENTS_GROUP } from '../../../src/model/agents/agentKinds.ts';
import type { JsonObject } from '../kube/json.ts';
import { kubeTime, type KubeObject } from '../kube/kubeObject.ts';
import { uuidOf } from '../pods/podStatus.ts';
import { appContainer, ownerReference } from './podBuilder.ts';

export interface AgentPlan {
  readonly namespace: string;
  readonly name: string;
  /** Absent for none; an empty one is another thing. */
  readonly runtimeClass?: string;
  readonly owner?: KubeObject;
  readonly spec?: JsonObject;
  readonly status?: JsonObject;
  readonly annotations?: Readonly<Record<string, string>>;
}

/** The uid of an object of one of the kinds. */
export function agentUid(
  kind: AgentKind,
  { namespace, name }: Pick<AgentPlan, 'namespace' | 'name'>,
): string {
  return uuidOf(`${kind} ${namespace}/${name}`);
}

/** An object of one of the kinds, in v1beta1. */
export function agentObject(kind: AgentKind, plan: AgentPlan): KubeObject {
  const { namespace, name, owner, spec, status, annotations } = plan;
  return {
    apiVersion: `${AGENT_KINDS[kind].group}/v1beta1`,
    kind,
    metadata: {
      name,
      namespace,
      uid: agentUid(kind, plan),
      generation: 1,
      creationTimestamp: kubeTime(new Date(Date.now() - 3_600_000)),
      ...(annotations === undefined ? {} : { annotations: { ...annotations } }),
      ...(owner === undefined ? {} : { ownerReferences: [ownerReference(owner)] }),
    },
    spec: spec ?? {},
    ...(status === undefined ? {} : { status }),
  };
}

/** A Sandbox or a template: what has the spec of a pod. */
export function blueprint(kind: 'Sandbox' | 'SandboxTemplate', plan: AgentPlan): KubeObject {
  const { runtimeClass, spec } = plan;
  const podSpec = {
    ...(runtimeClass === undefined ? {} : { runtimeClassName: runtimeClass }),
    containers: [{ ...appContainer('agent') }],
  } as JsonObject;
  return agentObject(kind, { ...plan, spec: { podTemplate: { spec: podSpec }, ...spec } });
}

/** A status with the condition Ready. */
export function readyStatus(reason = '', message = ''): JsonObject {
  const isReady = reason === '';
  return {
    conditions: [
      {
        type: 'Ready',
        status: isReady ? 'True' : 'False',
        reason: isReady ? 'DependenciesReady' : reason,
        message,
        lastTransitionTime: kubeTime(),
      },
    ],
  };
}

/** The label by which a Sandbox's Service finds its pod: FNV-1a of its name, 32 bit. */
export function nameHashLabel(name: string): Record<string, string> {
  let hash = 0x811c9dc5;
  for (const byte of Buffer.from(name)) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0;
  return { [`${AGENTS_GROUP}/sandbox-name-hash`]: hash.toString(16).padStart(8, '0') };
}
