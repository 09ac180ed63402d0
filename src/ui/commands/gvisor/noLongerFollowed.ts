import { COMMAND_TITLES } from '../../commandTitles.ts';
import { COMMANDS } from '../../ids.ts';
import type { GVisorOperation } from '../../../state/memory/gvisorOperation.ts';
import { operationTitle } from './operationTitle.ts';

/** What cancelling did and did not undo: only the watching ends, the cluster goes on by itself. */
export function noLongerFollowed({ kind }: Pick<GVisorOperation, 'kind'>, cluster: string): string {
  const remove = operationTitle({ kind: 'remove' });
  return kind === 'remove'
    ? `You no longer follow it. The DaemonSet in ${cluster} is deleted and its pods clean their nodes by themselves; run ${remove} again for the rest.`
    : `You no longer follow it, but what was applied to ${cluster} stays, and the installer goes on by itself: see the nodes in the tree. ${COMMAND_TITLES[COMMANDS.pauseGVisorRollout]} stops it after the node that has begun, ${remove} takes it back.`;
}
