import type { Operation } from '../../../state/operation.ts';
import { COMMAND_TITLES } from '../../commandTitles.ts';
import { COMMANDS } from '../../ids.ts';

const TITLES: Readonly<Record<Operation['kind'], string>> = {
  deploy: COMMAND_TITLES[COMMANDS.deployGVisor],
  upgrade: COMMAND_TITLES[COMMANDS.upgradeGVisor],
  remove: COMMAND_TITLES[COMMANDS.removeGVisor],
};

/** What an operation is called: the title of its command. */
export function operationTitle({ kind }: Pick<Operation, 'kind'>): string {
  return TITLES[kind];
}
