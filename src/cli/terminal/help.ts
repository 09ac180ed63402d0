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
  -o, --output FORMAT       table, json, markdown or sarif (default: table)
      --concurrency N       how many pods at a time (default: 16)
      --timeout S           seconds per pod (default: 10)
      --allow-ephemeral     where exec cannot tell, add an ephemeral container to the pod
      --allow-canary        where exec cannot tell, run a pod beside it and delete it
      --image IMAGE         the image for these two (default: mcr.microsoft.com/azurelinux/busybox:1.36)
  -v, --verbose             say on stderr what goes on
  -h, --help                this text
      --version             the version

Exit code: 0 every claim holds; 1 a contradiction; 2 it could not be checked; 3 nothing is
contradicted, but something is indeterminate.

Usage: aks-sandbox gvisor manifest --pool POOL… [options]

Prints the objects that install gVisor on the nodes of these pools, as YAML, and asks no cluster.

Options:
      --pool POOL           a node pool; may be given more than once
      --release R           another gVisor release, with its digests
      --sha512 ARCH=DIGEST  digests of its gvisor.tar.bz2: x86_64=…,aarch64=…
      --mirror URL          in place of https://storage.googleapis.com/gvisor/releases/release;
                            the tarball is at URL/RELEASE/ARCH/gvisor.tar.bz2
      --image IMAGE         the installer's image (default: mcr.microsoft.com/azurelinux/busybox:1.36)
      --toleration KEY=VALUE:EFFECT
                            what the RuntimeClass tolerates; may be given more than once
`;

/** How `lint` is used. */
export const LINT_HELP = `Usage: aks-sandbox lint PATH… | - [options]

Checks manifests: whether their pods could start, and would run sandboxed. In a folder every .yaml and
.yml that no .gitignore names; - is standard input. Without facts nothing is said of a cluster.

Options:
      --facts FILE          what "kubectl get runtimeclasses,nodes -o json" printed
      --context NAME        the cluster of this context of the kubeconfig
      --kubeconfig FILE     the kubeconfig (default: KUBECONFIG, else ~/.kube/config)
      --format FORMAT       text, json, sarif or github (default: text)
      --max-warnings N      more warnings than that fail, too
  -h, --help                this text

The file .aks-sandbox.yaml sets severities. Exit code: 0 clean; 1 an error was found, or too many
warnings; 2 it could not run.
`;

/** How everything is used. */
export const HELP = `${VERIFY_HELP}
${LINT_HELP}
aks-sandbox --version prints the version.
`;
