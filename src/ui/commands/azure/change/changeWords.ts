import type { PoolChangeKind } from '../../../../azure/operations/sendChange.ts';

/** What each change is called. */
export const CHANGE_WORDS: Readonly<
  Record<
    PoolChangeKind,
    {
      readonly title: string;
      /** Before the name of the pool, while it goes on. */
      readonly doing: string;
      readonly verb: string;
      /** Behind the name of the pool, when it is over. */
      readonly done: string;
    }
  >
> = {
  scale: { title: 'Scale', doing: 'Scaling', verb: 'scale', done: 'is scaled' },
  delete: { title: 'Delete', doing: 'Deleting', verb: 'delete', done: 'is still there' },
  upgradeImage: {
    title: 'Upgrade the Image of',
    doing: 'Upgrading the image of',
    verb: 'upgrade the image of',
    done: 'has the newest image',
  },
  rollBackImage: {
    title: 'Roll Back the Image of',
    doing: 'Rolling back the image of',
    verb: 'roll back the image of',
    done: 'has the image of before',
  },
};
