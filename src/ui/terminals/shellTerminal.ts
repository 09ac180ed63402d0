import { EventEmitter, type Pseudoterminal, type TerminalDimensions } from 'vscode';
import type { RemoteTerminal } from '../../kube/exec/execTerminal.ts';
import { shellEndText } from '../../kube/exec/openShell.ts';
import { dim } from './dim.ts';

/** A terminal of VS Code for a shell that runs elsewhere. Closing it ends the connection. */
export class ShellTerminal implements Pseudoterminal {
  readonly #write = new EventEmitter<string>();
  readonly #closed = new EventEmitter<number | void>();
  readonly #ended = new AbortController();
  #shell: RemoteTerminal | undefined;
  /** What came before the terminal shows; `undefined` once it does. */
  #early: string[] | undefined;
  #isOver = false;
  #leavesByItself = false;
  readonly onDidWrite = this.#write.event;
  readonly onDidClose = this.#closed.event;

  /** `greeting` stands on the first line. */
  constructor(greeting: string) {
    this.#early = [`${dim(greeting)}\r\n`];
  }

  /** What the shell is opened with. */
  get request() {
    return {
      onOutput: (text: string) => this.#show(text),
      signal: this.#ended.signal,
    };
  }

  attach(shell: RemoteTerminal): void {
    this.#shell = shell;
    void shell.ended.then((end) => {
      if (this.#ended.signal.aborted) return;
      const text = shellEndText(end);
      this.#isOver = true;
      this.#leavesByItself = text === '';
      if (text === '') this.#closed.fire();
      else this.#show(`\r\n${dim(`${text} Press a key to close the terminal.`)}\r\n`);
    });
  }

  open(size: TerminalDimensions | undefined): void {
    const early = this.#early ?? [];
    this.#early = undefined;
    for (const text of early) this.#write.fire(text);
    if (size) this.#shell?.resize(size);
    // It was over before anybody listened.
    if (this.#leavesByItself) this.#closed.fire();
  }

  setDimensions(size: TerminalDimensions): void {
    this.#shell?.resize(size);
  }

  handleInput(text: string): void {
    if (this.#isOver) this.#closed.fire();
    else this.#shell?.write(text);
  }

  close(): void {
    this.#ended.abort();
    this.#write.dispose();
    this.#closed.dispose();
  }

  #show(text: string): void {
    if (this.#early) this.#early.push(text);
    else this.#write.fire(text);
  }
}
