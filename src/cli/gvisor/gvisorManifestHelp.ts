import { AKS_HELP } from '../cluster/aksName.ts';
import { DEFAULT_INSTALLER_IMAGE } from '../../gvisor/manifest/installerOptions.ts';
import { RELEASES_URL } from '../../gvisor/manifest/release.ts';

/** How `gvisor manifest` is used. */
export const GVISOR_MANIFEST_HELP = `Usage: aks-sandbox gvisor manifest --pool POOL… [options]

Prints the objects that install gVisor on the nodes of these pools, as YAML, and asks no cluster.
With --aks it asks Azure whether the pools are there, and tolerates their taints.

Options:
      --pool POOL           a node pool; may be given more than once
      --release R           another gVisor release, with its digests
      --sha512 ARCH=DIGEST  digests of its gvisor.tar.bz2: x86_64=…,aarch64=…
      --mirror URL          in place of ${RELEASES_URL};
                            the tarball is at URL/RELEASE/ARCH/gvisor.tar.bz2
      --image IMAGE         the installer's image
                            (default: ${DEFAULT_INSTALLER_IMAGE})
      --toleration KEY=VALUE:EFFECT
                            what the RuntimeClass tolerates; may be given more than once
      --without-admission-policy
                            for API servers before Kubernetes 1.30: nothing then ends the
                            installer's token at its own node
${AKS_HELP}
  -h, --help                this text

Exit code: 0 it is printed; 2 the arguments are wrong, or Azure does not know these pools.
`;
