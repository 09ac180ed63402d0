import { isAbort } from '../../../../base/abort.ts';
import { describeError } from '../../../../base/log.ts';
import { resumeCreations } from '../create/resumeCreations.ts';
import { showProblem } from '../../../showProblem.ts';
import { resumeChange } from '../change/carryOut.ts';
import type { OperationContext } from '../../target/commandContext.ts';

/**
 * Goes on with what had not ended on node pools when a window was reloaded or closed. What another
 * window carries out is left to it.
 */
export async function resumePoolOperations(context: OperationContext): Promise<void> {
  const { poolOperations, log } = context;
  const own = poolOperations.interrupted.filter((one) => !poolOperations.isElsewhere(one));
  const resumed = own.map(async (operation) => {
    const { kind } = operation;
    if (kind === 'create') return;
    try {
      await resumeChange(context, { ...operation, kind });
    } catch (error) {
      if (isAbort(error)) return;
      log.error(describeError(error));
      void showProblem(error);
    }
  });
  await Promise.all([...resumed, resumeCreations(context)]);
}
