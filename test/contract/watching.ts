import type { Target, Tree } from './target.ts';

export interface WatchEvent {
  readonly type: string;
  readonly object: Tree;
}

/** A watch in progress; ends with its scope. */
export class Watching implements Disposable {
  readonly #abort = new AbortController();
  readonly #events: AsyncGenerator<WatchEvent>;

  constructor(target: Target, path: string) {
    this.#events = read(target, path, this.#abort.signal);
  }

  /** The next event, or nothing when the server has ended the watch. */
  async next(): Promise<WatchEvent | undefined> {
    const step = await this.#events.next();
    return step.done === true ? undefined : step.value;
  }

  /** The next event that is no bookmark. */
  async change(): Promise<WatchEvent | undefined> {
    for (;;) {
      const event = await this.next();
      if (event?.type !== 'BOOKMARK') return event;
    }
  }

  [Symbol.dispose](): void {
    this.#abort.abort();
  }
}

async function* read(
  target: Target,
  path: string,
  signal: AbortSignal,
): AsyncGenerator<WatchEvent> {
  const response = await target.open(path, signal);
  if (response.status !== 200) throw new Error(`${response.status}: ${await response.text()}`);
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of response.body ?? []) {
    const lines = (rest + decoder.decode(chunk as Uint8Array, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) yield JSON.parse(line) as WatchEvent;
  }
}
