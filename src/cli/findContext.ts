import { homedir } from 'node:os';
import type { Log } from '../base/log.ts';
import { UserError } from '../base/problem.ts';
import { kubeconfigProblem } from '../kube/kubeconfig/kubeconfigFile.ts';
import { KubeconfigStore } from '../kube/kubeconfig/kubeconfigStore.ts';
import type { ResolvedContext } from '../kube/kubeconfig/mergeKubeconfigs.ts';

/** The context to use: the named one, else the current one. Throws a `UserError` when there is none that can be used. */
export async function findContext(
  kubeconfig: string | undefined,
  name: string | undefined,
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
  if (found?.ref.problem) throw new UserError(found.ref.problem);
  if (found) return found;
  const [first] = unreadable;
  if (first) throw new UserError(first.problem);
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
