import { AKS_API_VERSION, clusterPath } from '../../../../azure/arm/paths.ts';
import type { JsonObject } from '../../../../azure/arm/json.ts';
import type { Reconcile } from '../../../../azure/operations/reconcileCluster.ts';
import { markdownText } from '../../../../base/text/plainText.ts';
import type { AksCluster } from '../../../../model/aks/aksCluster.ts';
import { codeBlock } from '../../../../base/report/codeBlock.ts';
import { bodyDiff } from '../change/bodyDiff.ts';
import { updateCommand } from './updateCommand.ts';

/** What is shown before a cluster is sent back as it was read. */
export function reconcilePage(
  { id, name, resourceGroup, subscription }: AksCluster,
  pool: string,
  read: JsonObject,
  { eTag, body }: Reconcile,
): string {
  const place = `AKS cluster ${name}, resource group ${resourceGroup}, subscription ${subscription.name}`;
  return [
    `# Reconcile ${markdownText(name)}?`,
    markdownText(place, 400),
    `It has a Kata node pool (${markdownText(pool)}) and no RuntimeClass of Pod Sandboxing. An update of the cluster without a change makes AKS bring what is missing. It takes Azure minutes, and nothing else can be changed on the cluster meanwhile.`,
    'AKS may finish what else is pending on the cluster, such as an update that was interrupted. When it is done, the RuntimeClass is waited for, and a pod proves the node pool.',
    '**✓ Send to Azure** and **✗ Discard** are in the title bar of this editor. Nothing was sent yet.',
    '## What is sent to Azure, once',
    codeBlock('http', `PUT ${clusterPath(id)}?api-version=${AKS_API_VERSION}\nif-match: ${eTag}`),
    'All that was read is sent back. What is marked with `-` Azure alone writes, and is left out; passwords in addresses are sent, but not shown. If somebody changes the cluster meanwhile, Azure refuses, and you are asked again.',
    codeBlock('diff', withoutPasswords(bodyDiff(read, body))),
    '## The same with the Azure CLI',
    codeBlock('sh', updateCommand({ clusterId: id, clusterName: name })),
    '',
  ].join('\n\n');
}

/** A proxy's address may hold a name and a password. */
function withoutPasswords(text: string): string {
  return text.replace(/(:\/\/)[^\s/"]*@/g, '$1***@');
}
