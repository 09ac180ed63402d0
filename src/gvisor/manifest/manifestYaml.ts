import type { Document } from 'yaml';
import type { ObjectManifest } from '../../kube/write/apply.ts';
import { loadYaml } from '../../files/loadYaml.ts';
import { MOUNTS } from './installerPod.ts';

const HEADER = ` gVisor on the nodes of these pools. What each part does on a node is told in the scripts below.
 Note: an empty pool that the cluster autoscaler may grow from zero does not grow for a gVisor pod, as only the
 installer puts the label on its nodes. Keep one node in the pool.`;

/** The objects as one YAML text of several documents, each mount with the reason for it. */
export async function manifestYaml(manifests: readonly ObjectManifest[]): Promise<string> {
  const yaml = await loadYaml();
  const texts = manifests.map((manifest, index) => {
    const document = new yaml.Document(manifest, { aliasDuplicateObjects: false });
    if (index === 0) document.commentBefore = HEADER;
    if (manifest.kind === 'DaemonSet') explainMounts(document, yaml);
    return document.toString({ lineWidth: 0 });
  });
  return texts.join('---\n');
}

function explainMounts(document: Document, { isMap, isSeq }: typeof import('yaml')): void {
  const mounts = document.getIn(
    ['spec', 'template', 'spec', 'containers', 0, 'volumeMounts'],
    true,
  );
  if (!isSeq(mounts)) return;
  for (const [index, { why }] of MOUNTS.entries()) {
    const mount = mounts.items[index];
    if (isMap(mount)) mount.commentBefore = ` ${why}`;
  }
}
