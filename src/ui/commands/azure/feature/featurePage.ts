import {
  KATA_PREVIEW_FEATURE,
  registeringRequests,
} from '../../../../azure/clusters/previewFeature.ts';
import { markdownText } from '../../../../base/text/plainText.ts';
import type { AksCluster } from '../../../../model/aks/aksCluster.ts';
import { codeBlock } from '../../../../base/report/codeBlock.ts';

/** What is shown before a preview feature is registered that is in a state now. */
export function featurePage({ id, name }: AksCluster['subscription'], state: string): string {
  const [feature, provider] = registeringRequests(id);
  return [
    `# Register the preview feature ${KATA_PREVIEW_FEATURE}`,
    `In the subscription ${markdownText(name)} it is ${markdownText(state === '' ? 'not known' : state)}.`,
    '**No cluster of AKS needs it today**: Kata node pools are generally available since November 2025. It is for a subscription whose node pool Azure refuses with a message that names this feature, and for nothing else.',
    'It counts for the whole subscription, and takes a role that may change it, such as Contributor. Registering takes minutes and costs nothing. Preview features have no service level, and Microsoft advises against them in production.',
    '## What is sent to Azure, the second when the first has come to its end',
    codeBlock('http', `POST ${feature}\nPOST ${provider}`),
    '',
  ].join('\n\n');
}

/** What is said of the feature in the end. */
export function featureMessage(subscription: string, state: string): string {
  const feature = `The preview feature ${KATA_PREVIEW_FEATURE}`;
  if (state === 'Registered') return `${feature} is registered in ${subscription}.`;
  return `${feature} is not registered in ${subscription}: Azure says ${state === '' ? 'nothing of it' : state}.`;
}
