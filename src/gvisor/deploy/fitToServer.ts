import type { ApiResources } from '../../kube/write/apiResources.ts';
import { NODE_POLICY } from '../manifest/installerNames.ts';
import type { InstallerOptions } from '../manifest/installerOptions.ts';

/** What an API server that knows no policies takes, and what follows from that, as a sentence. */
export async function fitToServer(
  options: InstallerOptions,
  resources: ApiResources,
  signal: AbortSignal,
): Promise<{ readonly options: InstallerOptions; readonly warning?: string }> {
  if (!options.admissionPolicy || (await resources.serves(NODE_POLICY, signal))) return { options };
  return {
    options: { ...options, admissionPolicy: false },
    warning:
      'This API server knows no ValidatingAdmissionPolicy (Kubernetes 1.30 does): who takes the token of the installer from one node can change the labels and taints of all.',
  };
}
