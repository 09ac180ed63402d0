import type { Operation } from '../../../state/operation.ts';

const TITLES: Readonly<Record<Operation['kind'], string>> = {
  deploy: 'Deploy gVisor',
  upgrade: 'Upgrade gVisor',
  remove: 'Remove gVisor',
};

/** What an operation is called: the title of its command. */
export function operationTitle({ kind }: Pick<Operation, 'kind'>): string {
  return TITLES[kind];
}
