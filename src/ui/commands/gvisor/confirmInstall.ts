import { installDetail, type InstallPlan } from '../../../gvisor/deploy/installDetail.ts';
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
  const action = plan.upgradeFrom === undefined ? 'Deploy gVisor' : 'Upgrade gVisor';
  await documents.show([cluster, 'gvisor-installer.yaml'], await manifestYaml(manifests));
  const answer = await showWarningMessage(
    `${action} in ${cluster}?`,
    { modal: true, detail: installDetail(plan) },
    action,
  );
  return answer === action;
}
