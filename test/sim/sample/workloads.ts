import { kubeTime, type KubeObject } from '../kube/kubeObject.ts';
import type { Container } from '../kube/pod.ts';
import { uuidOf } from '../pods/podStatus.ts';
import { setDefaults } from '../write/defaults.ts';
import { appContainer, ownerReference } from './podBuilder.ts';

export interface WorkloadPlan {
  readonly kind: 'Deployment' | 'ReplicaSet' | 'StatefulSet' | 'DaemonSet' | 'Job';
  readonly namespace: string;
  readonly name: string;
  readonly replicas: number;
  /** How many of them were made; all, if absent. */
  readonly made?: number;
  /** How many of those are Ready; all, if absent. */
  readonly ready?: number;
  /** Why the next one cannot be made, as a Deployment tells it. */
  readonly failure?: string;
  readonly runtimeClass?: string;
  readonly containers?: readonly Container[];
  readonly owner?: KubeObject;
  readonly createdAt: Date;
}

/** A workload with the status its controller would report. */
export function buildWorkload(plan: WorkloadPlan): KubeObject {
  const { kind, namespace, name, replicas, createdAt, owner } = plan;
  const labels = { app: (owner?.metadata.name ?? name).replace(/-[0-9a-f]+$/, '') };
  const object: KubeObject = {
    apiVersion: kind === 'Job' ? 'batch/v1' : 'apps/v1',
    kind,
    metadata: {
      name,
      namespace,
      uid: uuidOf(`${kind} ${namespace}/${name}`),
      generation: 1,
      creationTimestamp: kubeTime(createdAt),
      labels,
      ...(owner === undefined ? {} : { ownerReferences: [ownerReference(owner)] }),
    },
    spec: {
      ...(kind === 'Job' || kind === 'DaemonSet' ? {} : { replicas }),
      selector: { matchLabels: labels },
      ...(kind === 'StatefulSet' ? { serviceName: name } : {}),
      template: {
        metadata: { labels },
        spec: {
          ...(plan.runtimeClass === undefined ? {} : { runtimeClassName: plan.runtimeClass }),
          ...(kind === 'Job' ? { restartPolicy: 'Never' } : {}),
          containers: structuredClone([...(plan.containers ?? [appContainer('main')])]),
        },
      },
    },
    status: workloadStatus(plan),
  };
  setDefaults(object);
  return object;
}

function workloadStatus({ kind, replicas, createdAt, failure, ...plan }: WorkloadPlan) {
  const made = plan.made ?? replicas;
  const ready = plan.ready ?? made;
  const at = kubeTime(createdAt);
  switch (kind) {
    case 'Job':
      return {
        succeeded: replicas,
        startTime: at,
        completionTime: at,
        ready: 0,
        conditions: [
          { type: 'Complete', status: 'True', lastProbeTime: at, lastTransitionTime: at },
        ],
      };
    case 'DaemonSet':
      return {
        observedGeneration: 1,
        currentNumberScheduled: made,
        desiredNumberScheduled: replicas,
        numberAvailable: ready,
        numberMisscheduled: 0,
        numberReady: ready,
        updatedNumberScheduled: made,
      };
    default:
      return {
        observedGeneration: 1,
        replicas: made,
        readyReplicas: ready,
        availableReplicas: ready,
        ...(kind === 'ReplicaSet'
          ? { fullyLabeledReplicas: made }
          : {
              updatedReplicas: made,
              ...(kind === 'StatefulSet' ? { currentReplicas: made } : {}),
            }),
        ...(failure === undefined
          ? {}
          : {
              conditions: [
                {
                  type: 'ReplicaFailure',
                  status: 'True',
                  reason: 'FailedCreate',
                  message: failure,
                  lastTransitionTime: at,
                },
              ],
            }),
      };
  }
}
