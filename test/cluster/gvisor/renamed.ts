import type { Manifest } from '../../../src/kube/apply.ts';

/** A DaemonSet under another name, with pods of its own. */
export function renamed(manifest: Manifest, name: string): Manifest {
  const { template, ...spec } = manifest['spec'] as {
    readonly template: { readonly metadata: object };
  };
  const labels = { which: name };
  return {
    ...manifest,
    metadata: { ...manifest.metadata, name },
    spec: {
      ...spec,
      selector: { matchLabels: labels },
      template: { ...template, metadata: { ...template.metadata, labels } },
    },
  };
}
