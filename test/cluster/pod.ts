import path from 'node:path';

/** On every node from the start; there is no registry. */
export const BUSYBOX_IMAGE = 'localhost/lab/busybox:1';

/** Classes `gvisor`, `gvisor-fake` (its handler is runc) and `kata-vm-isolation` (no node can run it). */
export const RUNTIME_CLASSES = path.join(import.meta.dirname, 'manifests/runtime-classes.yaml');

export interface PodOptions {
  readonly name: string;
  readonly namespace: string;
  readonly runtimeClassName?: string;
  readonly nodeSelector?: Readonly<Record<string, string>>;
  /** What its one container, `main`, runs; by default it waits. */
  readonly command?: readonly string[];
}

/** A manifest for `kubectl apply -f -`. */
export function podManifest(options: PodOptions): string {
  const { name, namespace, runtimeClassName, nodeSelector } = options;
  const { command = ['sleep', '1000000'] } = options;
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace },
    spec: {
      runtimeClassName,
      nodeSelector,
      // Nothing in it heeds SIGTERM.
      terminationGracePeriodSeconds: 0,
      containers: [{ name: 'main', image: BUSYBOX_IMAGE, imagePullPolicy: 'Never', command }],
    },
  });
}
