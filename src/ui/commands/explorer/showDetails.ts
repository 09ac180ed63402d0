import type { CommandContext } from '../target/commandContext.ts';
import { clickedTarget } from '../target/targetsOf.ts';
import { showEvents } from './podDocuments.ts';
import { showClassDetails, showNodeDetails, showPoolDetails } from './showPlaceDetails.ts';
import { showPodDetails } from './showPodDetails.ts';
import { showWorkloadDetails, showWorkloadEvents } from './showWorkload.ts';

/** Shows all of what was clicked on one page; without a row it asks for a pod. */
export async function showDetails(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const clicked = clickedTarget(args);
  switch (clicked?.kind) {
    case 'runtimeClass':
      return showClassDetails(context, clicked);
    case 'nodePool':
      return showPoolDetails(context, clicked);
    case 'node':
      return showNodeDetails(context, clicked);
    case 'workload':
      return showWorkloadDetails(context, clicked);
    default:
      return showPodDetails(context, args);
  }
}

/** Shows the events of a workload that was clicked, else those of a pod. */
export async function showEventsOf(
  context: CommandContext,
  args: readonly unknown[],
): Promise<void> {
  const clicked = clickedTarget(args);
  return clicked?.kind === 'workload'
    ? showWorkloadEvents(context, clicked)
    : showEvents(context, args);
}
