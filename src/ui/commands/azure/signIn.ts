import type { CommandContext } from '../target/commandContext.ts';
import { showInformationMessage } from '../../notifications.ts';

/** Signs in to Azure, or to the tenant of the row that was clicked. False when they decline. */
export async function signInToAzure(
  { azure, clusters: list, sessions }: CommandContext,
  [tenant]: readonly [tenant?: unknown],
): Promise<boolean> {
  const { clusters } = await azure.open();
  const done = await clusters.signIn(typeof tenant === 'string' ? tenant : undefined);
  if (!done) {
    void showInformationMessage('Not signed in to Azure.');
    return false;
  }
  // What could not sign in before may do so now.
  for (const { id } of list.refs) {
    const session = sessions.get(id);
    const nodes = session?.snapshot.nodes;
    if (nodes?.state === 'failed' && nodes.problem.kind === 'credential') session?.refresh();
  }
  return true;
}
