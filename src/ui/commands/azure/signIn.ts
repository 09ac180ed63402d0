import type { CommandContext } from '../target/commandContext.ts';
import { showInformationMessage } from '../../notifications.ts';

/** Signs in to Azure, or to the tenant of the row that was clicked. */
export async function signInToAzure(
  { azure }: CommandContext,
  [tenant]: readonly [tenant?: unknown],
): Promise<void> {
  const { clusters } = await azure.open();
  const done = await clusters.signIn(typeof tenant === 'string' ? tenant : undefined);
  if (!done) void showInformationMessage('Not signed in to Azure.');
}
