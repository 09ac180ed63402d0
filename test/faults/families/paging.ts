import { type FaultFamily, faultsAt, type MakeFault } from '../faultFamily.ts';
import { inFront } from '../servers/inFront.ts';

interface Page {
  readonly status?: number;
  readonly next?: unknown;
  readonly names?: readonly string[];
  readonly text?: string;
}

/** A list of pods whose pages come one after the other; the count begins at 0. */
function pages(pageOf: (count: number) => Page): MakeFault {
  return async (stack) => {
    let count = 0;
    return inFront({
      path: '/pods?',
      answer: (_request, answer) => {
        const { status = 200, next, names = [], text } = pageOf(count++);
        const items = names.map((name) => ({ metadata: { name, uid: name }, spec: {} }));
        const metadata = { resourceVersion: '1', continue: next };
        answer.writeHead(status, { 'content-type': 'application/json' });
        answer.end(text ?? JSON.stringify({ metadata, items }));
      },
    })(stack);
  };
}

/** The pages of `list pods`. */
export const PAGING: FaultFamily = {
  title: 'Pages',
  rows: faultsAt('list pods', {
    'the same page for ever': pages(() => ({ names: ['a'], next: 'same' })),
    'two pages in turn': pages((count) => ({ names: ['a'], next: `token-${count % 2}` })),
    'new pages for ever': pages((count) => ({ names: [`a-${count}`], next: `token-${count}` })),
    'a token that is a number': pages(() => ({ names: ['a'], next: 5 })),
    'a token of a megabyte': pages(() => ({ names: ['a'], next: 'x'.repeat(1_000_000) })),
    'HTTP 410 for every second page': pages((count) =>
      count % 2 === 0 ? { names: ['a'], next: 'more' } : { status: 410, text: '{"code":410}' },
    ),
  }),
};
