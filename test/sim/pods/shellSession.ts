import { runCommand, type CommandHost } from './command.ts';

/** What a program that reads its stdin needs of the connection. */
export interface SessionEnds {
  readonly isTty: boolean;
  write(text: string): void;
  exit(code: number): void;
}

/** A program that reads its stdin: what comes, that it ends, the size of its terminal. */
export interface Session {
  input(text: string): void;
  end(): void;
  resize(columns: number, rows: number): void;
}

/** `cat` without a file. */
export function catSession(ends: SessionEnds): Session {
  return { input: (text) => ends.write(text), end: () => ends.exit(0), resize: () => {} };
}

const PROMPT = '/ # ';
const INTERRUPT = '\u0003';
const END = '\u0004';
const DELETE = '\u007f';

/** A shell that reads commands; on a terminal it prompts, and the terminal echoes. */
export class ShellSession implements Session {
  readonly #host: CommandHost;
  readonly #ends: SessionEnds;
  #line = '';
  #last = 0;
  #size = '0 0';

  constructor(host: CommandHost, ends: SessionEnds) {
    this.#host = host;
    this.#ends = ends;
    this.#prompt();
  }

  input(text: string): void {
    for (const typed of text) this.#take(typed);
  }

  end(): void {
    this.#ends.exit(this.#last);
  }

  resize(columns: number, rows: number): void {
    this.#size = `${rows} ${columns}`;
  }

  #take(typed: string): void {
    if (typed === '\r' || typed === '\n') {
      this.#echo('\n');
      this.#run(this.#line.trim());
      this.#line = '';
    } else if (typed === INTERRUPT) {
      this.#echo('^C\n');
      this.#line = '';
      this.#prompt();
    } else if (typed === END) {
      if (this.#line === '') this.end();
    } else if (typed === DELETE) {
      if (this.#line !== '') this.#echo('\b \b');
      this.#line = this.#line.slice(0, -1);
    } else {
      this.#echo(typed);
      this.#line += typed;
    }
  }

  #run(line: string): void {
    const exit = /^exit(?: (\d+))?$/.exec(line);
    if (exit) {
      this.#ends.exit(Number(exit[1] ?? this.#last));
      return;
    }
    if (line === 'stty size') this.#show(`${this.#size}\n`);
    else if (line !== '') {
      const result = runCommand(['sh', '-c', line], { ...this.#host, hasStdin: false });
      if (result.kind === 'exited') {
        this.#show(result.stdout + result.stderr);
        this.#last = result.exitCode;
      }
    }
    this.#prompt();
  }

  #prompt(): void {
    if (this.#ends.isTty) this.#show(PROMPT);
  }

  #echo(text: string): void {
    if (this.#ends.isTty) this.#show(text);
  }

  #show(text: string): void {
    this.#ends.write(this.#ends.isTty ? text.replaceAll('\n', '\r\n') : text);
  }
}
