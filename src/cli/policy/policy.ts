import { nullLog } from '../../base/log.ts';
import { listWithRetry } from '../../kube/list/listWithRetry.ts';
import { RUNTIME_CLASSES } from '../../kube/resources/runtimeClassResource.ts';
import { agentPolicy, type PolicyCluster } from '../../model/agents/agentPolicy.ts';
import { noSandboxClass, sandboxClasses } from '../../model/agents/sandboxClasses.ts';
import { unverifiedLimits } from '../../model/cluster/unverified.ts';
import type { RuntimeClass } from '../../model/runtimeClass/runtimeClass.ts';
import { knownItems } from '../../yaml/facts/facts.ts';
import {
  CLUSTER_OPTIONS,
  type ClusterOptions,
  clusterOptions,
  namesCluster,
} from '../cluster/clusterOptions.ts';
import type { EndpointOf } from '../cluster/findAksCluster.ts';
import { openCluster } from '../cluster/openCluster.ts';
import { factsOfFile } from '../lint/factsOfFile.ts';
import { EXIT_OK } from '../terminal/exitCode.ts';
import { readArguments } from '../terminal/readArguments.ts';
import { terminal } from '../terminal/terminal.ts';
import { UsageError } from '../terminal/usageError.ts';
import { POLICY_HELP } from './policyHelp.ts';

/** Prints an admission policy with the classes that are sandboxes. Applies nothing. */
export async function policy(
  argv: readonly string[],
  endpointOf: EndpointOf,
  signal: AbortSignal,
): Promise<number> {
  const { values } = readArguments(argv, OPTIONS, false);
  if (values.help) {
    terminal.print(POLICY_HELP);
    return EXIT_OK;
  }
  if (values['agent-sandboxes'] !== true) {
    throw new UsageError('policy needs --agent-sandboxes: there is none for other pods');
  }
  const facts = values.facts || undefined;
  const cluster = clusterOptions(values);
  if (facts !== undefined && namesCluster(cluster)) {
    throw new UsageError('--facts takes the place of a cluster: leave out --context, --aks');
  }
  const { asked, classes } =
    facts === undefined
      ? await classesOf(cluster, endpointOf, signal)
      : { asked: undefined, classes: knownItems((await factsOfFile(facts)).runtimeClasses) };
  const found = sandboxClasses(classes);
  if (found.length === 0) throw noSandboxClass(asked?.name ?? facts ?? '');
  for (const limit of asked?.limits ?? []) terminal.note(`${limit}.`);
  terminal.print(agentPolicy(found, asked));
  return EXIT_OK;
}

const OPTIONS = {
  'agent-sandboxes': { type: 'boolean' },
  facts: { type: 'string' },
  ...CLUSTER_OPTIONS,
  help: { type: 'boolean', short: 'h' },
} as const;

async function classesOf(
  options: ClusterOptions,
  endpointOf: EndpointOf,
  signal: AbortSignal,
): Promise<{ readonly asked: PolicyCluster; readonly classes: readonly RuntimeClass[] }> {
  const connection = await openCluster(options, endpointOf, nullLog, signal);
  try {
    const classes = await listWithRetry(connection, RUNTIME_CLASSES, signal);
    const { cluster } = connection;
    return { asked: { name: cluster.name, limits: unverifiedLimits(cluster) }, classes };
  } finally {
    connection.dispose();
  }
}
