import { count, numberText } from '../../../base/text/count.ts';

/** The ways of reading a kernel that change the cluster. */
export type Way = 'ephemeral' | 'canary';

/** What a cancelled kernel check did and did not undo. */
export function cancelledText(done: number, total: number, way: Way | undefined): string {
  const cancelled = `The kernel check was cancelled after ${numberText(done)} of ${count(total, 'pod')}.`;
  switch (way) {
    case undefined:
      return `${cancelled} It only read: nothing was changed.`;
    case 'ephemeral':
      return `${cancelled} Ephemeral containers that were already added stay listed in their pods.`;
    case 'canary':
      return `${cancelled} Canary pods that were started are deleted; one that cannot be ends by itself within two minutes.`;
  }
}
