import { installQuestion, type InstallPlan } from '../../../gvisor/deploy/installQuestion.ts';
import { manifestYaml } from '../../../gvisor/manifest/manifestYaml.ts';
import type { Manifest } from '../../../kube/write/apply.ts';
import type { ReadonlyDocuments } from '../../documents/readonlyDocuments.ts';
import { showWarningMessage } from '../../notifications.ts';

/** Shows exactly what will be sent, then asks once. */
export async function confirmInstall(
  documents: ReadonlyDocuments,
  cluster: string,
  manifests: readonly Manifest[],
  plan: InstallPlan,
): Promise<boolean> {
  await documents.show([cluster, 'gvisor-installer.yaml'], await manifestYaml(manifests));
  const { title, detail, button } = installQuestion(cluster, plan);
  return (await showWarningMessage(title, { modal: true, detail }, button)) === button;
}
