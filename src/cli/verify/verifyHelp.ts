import { DEFAULT_CONCURRENCY, DEFAULT_TIMEOUT_MS } from '../../proof/check/check.ts';
import { AKS_HELP } from '../cluster/aksName.ts';
import { DEFAULT_CHECK_IMAGE } from '../../proof/reading/probeContainerSpec.ts';

/** How `verify` is used. */
export const VERIFY_HELP = `Usage: aks-sandbox verify [POD…] [options]

Reads the kernel of sandboxed pods and compares it with what their RuntimeClass promises.

Without POD, every pod of the namespace that names a RuntimeClass; with --require, every pod.
POD is a name, or namespace/name.

Options:
  -n, --namespace NS        the namespace (default: that of the context)
  -A, --all-namespaces      every namespace
      --require KIND        gvisor, kata or any: a pod that does not claim it counts as contradicted
      --kubeconfig FILE     the kubeconfig (default: KUBECONFIG, else ~/.kube/config)
      --context NAME        the context (default: the current one)
${AKS_HELP}
  -o, --output FORMAT       table, wide, json, markdown or sarif (default: table)
      --concurrency N       how many pods at a time (default: ${DEFAULT_CONCURRENCY})
      --timeout S           seconds per pod (default: ${DEFAULT_TIMEOUT_MS / 1000})
      --allow-ephemeral     where exec cannot tell, add an ephemeral container to the pod
      --allow-canary        where exec cannot tell, run a pod of its class on its node, and delete it
      --read-by WAY         image, ephemeral or canary: the one way, in place of exec and those two
      --trust WHOM          own: what the image's own programs print proves nothing, only what the
                            product's program reads (default: image)
      --image IMAGE         the image that brings the product's program
                            (default: ${DEFAULT_CHECK_IMAGE})
  -v, --verbose             say on stderr what goes on
  -h, --help                this text
      --version             the version

Exit code: 0 every claim holds; 1 a contradiction; 2 it could not be checked; 3 nothing is
contradicted, but something is indeterminate; 130 it was interrupted.
`;
