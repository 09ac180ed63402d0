// Opens and edits large texts in the worker, as the editor does, and measures how long the extension host is held.
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { nullLog } from '../../../src/base/log.ts';
import { LanguageWorker } from '../../../src/ui/language/worker/languageWorker.ts';
import { editPlaces, manyDocuments, oneDocument } from './manifestTexts.ts';
import { measure } from '../measure.ts';

/** Longest times that the event loop was held, in milliseconds. */
export interface HeldTimes {
  readonly openMany: number;
  readonly editOne: number;
}

const ROOT = join(import.meta.dirname, '../../..');
const EDITS = 10;

const worker = new LanguageWorker(join(ROOT, 'dist/language.cjs'), { root: ROOT }, nullLog);
let version = 0;
const check = async (text: string): Promise<void> => {
  const answered = await worker.ask('validate', {
    id: 'file',
    version: ++version,
    role: 'manifest',
    text: () => text,
  });
  if (!answered) throw new Error('The worker gave no answer');
};
const held = async (work: () => Promise<void>): Promise<number> =>
  (await measure(work)).cost.longestBlockMs;

const many = manyDocuments();
const one = oneDocument(20_000);
// The first measurement pays for compiling what measures.
await measure(() => wait(50));
const result: HeldTimes = {
  openMany: await held(() => check(many)),
  editOne: await held(async () => {
    for (const place of editPlaces(one, EDITS)) {
      await check(`${one.slice(0, place)} # edit${one.slice(place)}`);
    }
  }),
};
worker.dispose();
console.log(JSON.stringify(result));
process.exit(0);
