import { CLUSTER_HELP } from '../cluster/clusterOptions.ts';

/** How `policy` is used. */
export const POLICY_HELP = `Usage: aks-sandbox policy --agent-sandboxes [options]

Prints a ValidatingAdmissionPolicy that refuses the pods of agent Sandboxes (agents.x-k8s.io) which
name no RuntimeClass that is a sandbox, with the names of those that are one in the cluster, and
what it does not catch. Applies nothing.

Options:
      --agent-sandboxes     for the pods of agent Sandboxes
      --facts FILE          in place of a cluster: what \`kubectl get runtimeclasses -o json\` prints
${CLUSTER_HELP}
  -h, --help                this text

Exit code: 0 it is printed; 2 it could not be, also where no class is a sandbox.
`;
