import { EventEmitter, type Pseudoterminal } from 'vscode';
import { isAbort } from '../../base/abort.ts';
import { problemOf, problemText } from '../../base/problem.ts';
import { dim } from './dim.ts';
import { LogLines } from './logLines.ts';

const CTRL_C = '\u0003';

/** A terminal that shows a log as it grows. Closing it, or Ctrl+C, ends the following. */
export class LogTerminal implements Pseudoterminal {
  readonly #write = new EventEmitter<string>();
  readonly #ended = new AbortController();
  readonly #read: (signal: AbortSignal) => AsyncIterable<string>;
  #isClosed = false;
  readonly onDidWrite = this.#write.event;

  constructor(read: (signal: AbortSignal) => AsyncIterable<string>) {
    this.#read = read;
  }

  open(): void {
    void this.#follow();
  }

  handleInput(data: string): void {
    if (data === CTRL_C) this.#ended.abort();
  }

  close(): void {
    this.#isClosed = true;
    this.#ended.abort();
    this.#write.dispose();
  }

  async #follow(): Promise<void> {
    const { signal } = this.#ended;
    const lines = new LogLines();
    try {
      for await (const text of this.#read(signal)) this.#write.fire(lines.add(text));
      this.#end(lines, 'The container is over, or the cluster has ended its log.');
    } catch (error) {
      const isLeft = signal.aborted || isAbort(error);
      this.#end(lines, isLeft ? 'The log is no longer followed.' : problemText(problemOf(error)));
    }
  }

  #end(lines: LogLines, text: string): void {
    if (this.#isClosed) return;
    this.#write.fire(`${lines.end()}\r\n${dim(text)}\r\n`);
  }
}
