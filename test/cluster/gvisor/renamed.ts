import type { ObjectManifest } from '../../../src/kube/write/apply.ts';

/** A DaemonSet under another name, with pods of its own. */
export function renamed(manifest: ObjectManifest, name: string): ObjectManifest {
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

/** The ConfigMap of the scripts under another name and open to changes, and the DaemonSet that uses it. */
export function renamedScripts(manifest: ObjectManifest): ObjectManifest {
  const text = JSON.stringify(manifest).replaceAll(
    /"(gvisor-installer-[0-9a-f]{10})"/g,
    '"$1-open"',
  );
  const renamedManifest = JSON.parse(text) as ObjectManifest;
  return manifest.kind === 'ConfigMap' ? { ...renamedManifest, immutable: false } : renamedManifest;
}
