import { homedir } from 'node:os';
import type { Log } from '../../base/log.ts';
import { problemText, UserError } from '../../base/problem.ts';
import { inClusterContext } from '../../kube/kubeconfig/inClusterContext.ts';
import type { ContextOverrides } from '../../kube/kubeconfig/withOverrides.ts';
import { kubeconfigProblem } from '../../kube/kubeconfig/kubeconfigFile.ts';
import { KubeconfigStore } from '../../kube/kubeconfig/kubeconfigStore.ts';
import type { ResolvedContext } from '../../kube/kubeconfig/mergeKubeconfigs.ts';
import { terminal } from '../terminal/terminal.ts';

/**
 * The context to use: the named one, else the current one, else that of the pod that this runs in.
 * Throws a `UserError` when there is none that can be used.
 */
export async function findContext(
  kubeconfig: string | undefined,
  name: string | undefined,
  { server }: ContextOverrides,
  log: Log,
): Promise<ResolvedContext> {
  const store = new KubeconfigStore({
    places: () => ({
      explicit: kubeconfig,
      environment: process.env['KUBECONFIG'],
      home: homedir(),
      additional: [],
      cwd: process.cwd(),
    }),
    log,
  });
  const { contexts, current, currentName, unreadable } = await store.load();
  store.dispose();
  const found = name === undefined ? current : contexts.find(({ ref }) => ref.name === name);
  const [first] = unreadable;
  // What the current context is may stand in the file that cannot be read.
  if (first && name === undefined) throw new UserError(first.problem);
  for (const { problem } of unreadable) terminal.problem(problemText(problem));
  if (found?.ref.problem) throw new UserError(found.ref.problem);
  if (found) return found;
  if (name === undefined && server !== undefined) return bareContext(server);
  const own =
    kubeconfig === undefined && name === undefined && contexts.length === 0
      ? await inClusterContext(process.env)
      : undefined;
  if (own) return own;
  const names = contexts.map(({ ref }) => ref.name).join(', ');
  throw new UserError(
    kubeconfigProblem(
      name !== undefined
        ? `There is no context "${name}"`
        : currentName === ''
          ? 'The kubeconfig has no current context'
          : `The current context "${currentName}" does not exist`,
      names === ''
        ? 'Name a kubeconfig with --kubeconfig.'
        : `Choose one with --context: ${names}.`,
    ),
  );
}

/** A server that was named without a kubeconfig, for which options tell the rest. */
function bareContext(server: string): ResolvedContext {
  const name = URL.parse(server)?.host ?? server;
  return {
    ref: { id: name, name, server, namespace: '', user: '', file: '' },
    cluster: { name, server, insecure: false },
    user: { name: '' },
  };
}
