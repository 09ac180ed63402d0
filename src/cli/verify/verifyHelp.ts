import { DEFAULT_CONCURRENCY, DEFAULT_TIMEOUT_MS } from '../../proof/check/check.ts';
import { CLUSTER_HELP } from '../cluster/clusterOptions.ts';
import { DEFAULT_CHECK_IMAGE } from '../../proof/reading/probeContainerSpec.ts';

/** How `verify` is used. */
export const VERIFY_HELP = `Usage: aks-sandbox verify [POD | KIND/NAME | NAMESPACE/POD]… [options]

Reads the kernel of sandboxed pods and compares it with what their RuntimeClass promises.

Without a name, every pod of the namespace that names a RuntimeClass; with --require, every pod.
KIND is pod, deploy, sts, ds, rs, rc, job or cj, short or long, as with kubectl; of a workload its pods are
checked. A namespace of such a name is given by -n.

Agent sandboxes: KIND is sandbox, sandboxclaim, swp or sandboxtemplate, too. Of a claim its own Sandbox is
meant, of a pool its free members, of a template those of its pools and of the claims on them. A pod that
asks for less than the template of its Sandbox promises counts as contradicted, also without a RuntimeClass
and without a name; a suspended Sandbox is not applicable.

Options:
  -n, --namespace NS        the namespace (default: that of the context); may be given more than once
  -A, --all-namespaces      every namespace
  -l, --selector LABELS     pods with these labels alone
      --field-selector F    pods with these fields alone
      --node NODE           pods of this node alone
      --require KIND        gvisor, kata or any: a pod that does not claim it counts as contradicted
      --fail-on-none        no pod at all is a failure
  -w, --watch               goes on with pods that come or are started again, until it is stopped
${CLUSTER_HELP}
  -o, --output FORMAT       table, wide, json, markdown, sarif, github or junit (default: table)
      --output-file FILE    writes the report there; sarif and github name it where no manifest is known
      --manifests DIR       sarif and github name the lines of these manifests that define the pods
      --shard I/N           the Ith of N parts of the pods, or index/N in an Indexed Job; "aks-sandbox report merge" joins the reports
      --no-headers          a table without its headings
      --concurrency N       how many pods at a time, beside those that hang (default: ${DEFAULT_CONCURRENCY})
      --timeout T           for each pod, e.g. 30s (default: ${DEFAULT_TIMEOUT_MS / 1000}s)
      --request-timeout T   for each answer of the API server
      --allow-ephemeral     where exec cannot tell, add an ephemeral container to the pod
      --allow-canary        where exec cannot tell, run a pod of its class on its node, and delete it
      --read-by WAY         image, ephemeral or canary: the one way, in place of exec and those two
      --trust WHOM          own: what the image's own programs print proves nothing, only what the
                            product's program reads (default: image)
      --no-kubectl          where WebSockets are refused, do not let an installed kubectl run exec
      --image IMAGE         the image that brings the product's program
                            (default: ${DEFAULT_CHECK_IMAGE})
  -v, --verbose             say on stderr what goes on
  -h, --help                this text
      --version             the version

Exit code, the first that is true: 2 the report could not be written; 1 a contradiction; 2 something could
not be checked; 3 something is indeterminate, or it is not known what a pod claims; 0 every claim holds.
130 it was interrupted.
`;
