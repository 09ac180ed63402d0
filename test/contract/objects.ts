import { until, type Target, type Tree } from './target.ts';

/** A pod that does nothing for a long time and ends at once when told. */
export function idlePod(target: Target, name: string, spec: Record<string, unknown> = {}) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name },
    spec: {
      terminationGracePeriodSeconds: 0,
      containers: [
        {
          name: 'main',
          image: target.image,
          imagePullPolicy: 'IfNotPresent',
          command: ['sleep', '100000'],
        },
      ],
      ...spec,
    },
  };
}

export function configMap(name: string, data: Record<string, string>, more: object = {}) {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, ...more }, data };
}

export function runtimeClass(name: string, handler: string, more: object = {}) {
  return {
    apiVersion: 'node.k8s.io/v1',
    kind: 'RuntimeClass',
    metadata: { name },
    handler,
    ...more,
  };
}

/** Creates a RuntimeClass that goes with the target. */
export async function createRuntimeClass(
  target: Target,
  handler: string,
  more: object = {},
): Promise<string> {
  const name = target.uniqueName();
  const path = '/apis/node.k8s.io/v1/runtimeclasses';
  await target.ask('POST', path, { body: runtimeClass(name, handler, more) });
  target.deleteLater(`${path}/${name}`);
  return name;
}

/** Waits until a pod is in a phase; gives the pod. */
export async function podInPhase(target: Target, path: string, phase: string): Promise<Tree> {
  return until(`${path} to be ${phase}`, async () => {
    const { body } = await target.ask('GET', path);
    const now: unknown = body.status?.phase;
    return now === phase ? body : undefined;
  });
}
