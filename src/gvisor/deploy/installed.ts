import type { ApiResources } from '../../kube/write/apiResources.ts';
import type { Connection } from '../../kube/api/connection.ts';
import { getObject } from '../../kube/write/objectRequests.ts';
import { listOf, type RawObject, stringOf } from '../../model/kubernetes/kubernetesObject.ts';
import { DAEMON_SET } from '../manifest/installerNames.ts';
import type { InstallerOptions } from '../manifest/installerOptions.ts';
import { VERSION_LABEL } from '../../model/labels.ts';

/** What the installer's DaemonSet in the cluster was applied with. */
export interface Installed {
  readonly pools: InstallerOptions['pools'];
  /** The nodes that it is limited to, where it is. */
  readonly onlyNodes?: readonly string[];
  readonly release: string;
  /** The image of the installer. */
  readonly image: string;
}

interface Requirement {
  readonly key?: string;
  readonly values?: readonly string[];
}

interface RawDaemonSet extends RawObject {
  readonly spec?: {
    readonly template?: {
      readonly spec?: {
        readonly containers?: readonly { readonly image?: string }[];
        readonly affinity?: {
          readonly nodeAffinity?: {
            readonly requiredDuringSchedulingIgnoredDuringExecution?: {
              readonly nodeSelectorTerms?: readonly {
                readonly matchExpressions?: readonly Requirement[];
                readonly matchFields?: readonly Requirement[];
              }[];
            };
          };
        };
      };
    };
  };
}

/** Reads the installer's DaemonSet; `undefined` when the cluster has none. */
export async function readInstalled(
  connection: Connection,
  resources: ApiResources,
  signal: AbortSignal,
): Promise<Installed | undefined> {
  const found = await getObject<RawDaemonSet>(connection, resources, DAEMON_SET, signal);
  return found && installedOf(found);
}

/** What a DaemonSet was applied with. */
export function installedOf({ metadata, spec }: RawDaemonSet): Installed {
  const pod = spec?.template?.spec;
  const required = pod?.affinity?.nodeAffinity?.requiredDuringSchedulingIgnoredDuringExecution;
  const terms = listOf(required?.nodeSelectorTerms);
  const [expression] = listOf(terms[0]?.matchExpressions);
  const onlyNodes = terms
    .flatMap(({ matchFields }) => listOf(matchFields))
    .flatMap(({ values }) => listOf(values).map(stringOf));
  return {
    pools: { label: stringOf(expression?.key), names: listOf(expression?.values).map(stringOf) },
    ...(onlyNodes.length > 0 ? { onlyNodes } : {}),
    release: stringOf(metadata?.labels?.[VERSION_LABEL]),
    image: stringOf(listOf(pod?.containers)[0]?.image),
  };
}
