import { loadYaml } from '../../files/loadYaml.ts';
import type { RawObject } from '../../model/kubernetes/kubernetesObject.ts';

/** An object as the cluster has it, as YAML, without the bookkeeping of field managers. */
export async function objectYaml(raw: RawObject): Promise<string> {
  const { stringify } = await loadYaml();
  return stringify({ ...raw, metadata: { ...raw.metadata, managedFields: undefined } });
}
