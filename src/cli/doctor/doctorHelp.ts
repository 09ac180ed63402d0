import { CLUSTER_HELP } from '../cluster/clusterOptions.ts';

/** How `doctor` is used. */
export const DOCTOR_HELP = `Usage: aks-sandbox doctor [options]

Says what works on the way to a cluster, in order: the kubeconfig, the way in (plugin, certificates,
proxy), who answers, and your rights. What does not work has its next step beside it, and what comes
after it is not tried. Nothing is changed.

Options:
${CLUSTER_HELP}
  -h, --help                this text

Exit code: 0 all of it works; 1 something does not; 2 the arguments are wrong; 130 it was
interrupted.
`;
