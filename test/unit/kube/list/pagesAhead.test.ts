import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { PagesAhead } from '../../../../src/kube/list/pagesAhead.ts';

interface Asked {
  readonly token: string | undefined;
  /** Lets the answer begin, with the token of the page after it in its head. */
  begin(next?: string): void;
  finish(): void;
  fail(): void;
}

const head = (next = ''): Buffer => Buffer.from(`{"metadata":{"continue":"${next}"},"items":[`);

/** A list whose answers come when a test says so. */
function slowList(): { readonly pages: PagesAhead; readonly asked: Asked[] } {
  const asked: Asked[] = [];
  const pages = new PagesAhead((token, onHead) => {
    const { promise, resolve, reject } = Promise.withResolvers<Buffer>();
    asked.push({
      token,
      begin: (next) => onHead(head(next)),
      finish: () => resolve(Buffer.from(token ?? 'first')),
      fail: () => reject(new Error(`no page ${token}`)),
    });
    return promise;
  });
  return { pages, asked };
}

const tokens = (asked: readonly Asked[]) => asked.map(({ token }) => token);

describe('PagesAhead', () => {
  it('asks for the next page as soon as one begins, for two ahead at most', async () => {
    const { pages, asked } = slowList();
    const first = pages.take();
    for (const next of ['a', 'b', 'c']) asked.at(-1)?.begin(next);
    assert.deepEqual(tokens(asked), [undefined, 'a', 'b']);
    asked[0]?.finish();
    assert.equal(String(await first), 'first');
    pages.follow('a');
    const second = pages.take();
    assert.deepEqual(tokens(asked), [undefined, 'a', 'b', 'c']);
    asked[1]?.finish();
    assert.equal(String(await second), 'a');
  });

  it('ends after the last page', async () => {
    const { pages, asked } = slowList();
    asked[0]?.begin();
    asked[0]?.finish();
    assert.equal(String(await pages.take()), 'first');
    pages.follow(undefined);
    assert.equal(await pages.take(), undefined);
    assert.equal(asked.length, 1);
  });

  it('asks when a page was worked through whose beginning told nothing', async () => {
    const { pages, asked } = slowList();
    asked[0]?.finish();
    await pages.take();
    pages.follow('a');
    assert.deepEqual(tokens(asked), [undefined, 'a']);
  });

  it('asks anew when a beginning told another page', async () => {
    const { pages, asked } = slowList();
    asked[0]?.begin('wrong');
    asked[0]?.finish();
    await pages.take();
    pages.follow('right');
    assert.deepEqual(tokens(asked), [undefined, 'wrong', 'right']);
    asked[1]?.begin('of the wrong one');
    asked[2]?.finish();
    assert.equal(String(await pages.take()), 'right');
    assert.equal(asked.length, 3);
  });

  it('throws what a page failed with when its turn comes', async () => {
    const { pages, asked } = slowList();
    asked[0]?.begin('a');
    asked[1]?.fail();
    asked[0]?.finish();
    await nextTurn();
    assert.equal(String(await pages.take()), 'first');
    pages.follow('a');
    await assert.rejects(pages.take(), /no page a/);
  });
});
