import { CLUSTER_HELP } from '../cluster/clusterOptions.ts';

/** How `lint` is used. */
export const LINT_HELP = `Usage: aks-sandbox lint PATH… | - [options]

Checks manifests: whether their pods could start, and would run sandboxed. In a folder every .yaml and
.yml that no .gitignore names; - is standard input. Without facts nothing is said of a cluster.

Options:
      --facts FILE          what "kubectl get runtimeclasses,nodes -o json" printed
      A cluster gives the facts where one of these names it:
${CLUSTER_HELP}
      --config FILE         the configuration (default: the nearest .aks-sandbox.yaml of this folder
                            or one above it, up to the repository's top)
      --no-inline-ignores   comments of the files leave nothing out
  -o, --output FORMAT       text, json, sarif, github or junit (default: text)
      --max-warnings N      more warnings than that fail, too
  -h, --help                this text

The configuration sets severities and leaves files out; how many files and findings were left out is
said at the end. sarif and github name files from the folder of the
repository. Exit code: 0 clean; 1 an error was found, or too many warnings; 2 it could not run;
130 it was interrupted.
`;
