import type { GVisorOperation } from '../../../state/memory/gvisorOperation.ts';
import { COMMAND_TITLES } from '../../commandTitles.ts';
import { COMMANDS } from '../../ids.ts';

const TITLES: Readonly<Record<GVisorOperation['kind'], string>> = {
  deploy: COMMAND_TITLES[COMMANDS.deployGVisor],
  resume: COMMAND_TITLES[COMMANDS.resumeGVisorRollout],
  upgrade: COMMAND_TITLES[COMMANDS.upgradeGVisor],
  remove: COMMAND_TITLES[COMMANDS.removeGVisor],
};

/** What an operation is called: the title of its command. */
export function operationTitle({ kind }: Pick<GVisorOperation, 'kind'>): string {
  return TITLES[kind];
}
