import { createHash } from 'node:crypto';
import { eventOf, type EventText } from '../kube/events.ts';
import type { KubeObject } from '../kube/kubeObject.ts';
import type { KubeNode, RuntimeClass } from '../kube/node.ts';
import type { Container, Pod } from '../kube/pod.ts';
import type { HandlerKernels, PodRuntime } from '../pods/podRuntimes.ts';
import { buildPod, type PodPlan } from './podBuilder.ts';
import { buildWorkload, type WorkloadPlan } from './workloads.ts';

type PodShape = Omit<PodPlan, 'createdAt' | 'namespace' | 'name' | 'node' | 'containers'>;

export interface ReplicatedPlan extends PodShape {
  readonly namespace: string;
  readonly name: string;
  readonly kind?: 'Deployment' | 'StatefulSet' | 'DaemonSet' | 'Job';
  readonly containers?: readonly Container[];
  /** One pod on each; the same node may come several times. */
  readonly nodes: readonly (string | undefined)[];
  readonly runtime?: PodRuntime;
}

const HOUR_MS = 60 * 60 * 1000;

/** Gathers the objects of a cluster that has lived for a while, and what its pods run on. */
export class Content {
  readonly objects: KubeObject[] = [];
  readonly runtimes: { namespace: string; name: string; runtime: PodRuntime }[] = [];
  readonly handlers: { node: string; kernels: HandlerKernels }[] = [];
  readonly #classes: RuntimeClass[] = [];
  readonly #now = Date.now();

  hoursAgo(hours: number): Date {
    return new Date(this.#now - hours * HOUR_MS);
  }

  addClasses(classes: readonly RuntimeClass[]): void {
    this.#classes.push(...classes);
    this.objects.push(...classes);
  }

  /** A node, and the kernels that the pods of its handlers see. */
  addNode(node: KubeNode, kernels: HandlerKernels = {}): string {
    this.objects.push(node);
    this.handlers.push({ node: node.metadata.name, kernels });
    return node.metadata.name;
  }

  addPod(plan: Omit<PodPlan, 'createdAt'> & { hours?: number }, runtime?: PodRuntime): Pod {
    const pod = buildPod({ ...plan, createdAt: this.hoursAgo(plan.hours ?? 30) }, this.#classes);
    this.objects.push(pod);
    const { namespace, name } = plan;
    if (runtime !== undefined) this.runtimes.push({ namespace, name, runtime });
    return pod;
  }

  addWorkload(plan: Omit<WorkloadPlan, 'createdAt'>): KubeObject {
    const workload = buildWorkload({ ...plan, createdAt: this.hoursAgo(72) });
    this.objects.push(workload);
    return workload;
  }

  /** A workload with its pods; between a Deployment and its pods stands a ReplicaSet. */
  addReplicated(plan: ReplicatedPlan): Pod[] {
    const { namespace, name, kind = 'Deployment', nodes, containers, runtime, ...rest } = plan;
    const shape = {
      namespace,
      replicas: nodes.length,
      // Pods with a status of their own are not ready.
      ...(rest.status === undefined || kind === 'Job' ? {} : { ready: 0 }),
      ...(rest.runtimeClass === undefined ? {} : { runtimeClass: rest.runtimeClass }),
      ...(containers === undefined ? {} : { containers }),
    };
    const top = this.addWorkload({ ...shape, kind, name });
    const hash = shortHash(name);
    const owner =
      kind === 'Deployment'
        ? this.addWorkload({ ...shape, kind: 'ReplicaSet', name: `${name}-${hash}`, owner: top })
        : top;
    return nodes.map((node, i) =>
      this.addPod(
        {
          ...rest,
          namespace,
          name: podName(owner, kind, i),
          owner,
          labels: { app: name, ...(kind === 'Deployment' ? { 'pod-template-hash': hash } : {}) },
          ...(containers === undefined ? {} : { containers }),
          ...(node === undefined ? {} : { node }),
        },
        runtime,
      ),
    );
  }

  addEvent(about: KubeObject, text: EventText): void {
    this.objects.push(eventOf(about, text));
  }
}

function podName(owner: KubeObject, kind: string, index: number): string {
  const { name } = owner.metadata;
  return kind === 'StatefulSet' ? `${name}-${index}` : `${name}-${suffix(`${name}${index}`)}`;
}

/** The letters that Kubernetes uses in generated names. */
const LETTERS = 'bcdfghjklmnpqrstvwxz2456789';

function suffix(text: string): string {
  const hash = createHash('sha256').update(text).digest();
  return [...hash.subarray(0, 5)].map((byte) => LETTERS[byte % LETTERS.length]).join('');
}

function shortHash(text: string): string {
  return `${suffix(`${text}-a`)}${suffix(`${text}-b`)}`.slice(0, 10);
}
