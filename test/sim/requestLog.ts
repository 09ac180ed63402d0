/** What the server was asked, for tests that count requests and see watches end. */
export class RequestLog {
  readonly #counts = new Map<string, number>();
  readonly #watches = new Map<string, Set<() => void>>();
  readonly #paths = new Map<string, number>();
  #execs = 0;

  /** Counts a request under `verb resource`, such as `list pods` or `create pods/exec`. */
  count(verb: string, resource: string): void {
    const key = `${verb} ${resource}`;
    this.#counts.set(key, (this.#counts.get(key) ?? 0) + 1);
  }

  /** Counts a request by its path, served or not. */
  asked(path: string): void {
    this.#paths.set(path, (this.#paths.get(path) ?? 0) + 1);
  }

  /** How often each path was asked for since the start or the last `reset`. */
  get paths(): Record<string, number> {
    return Object.fromEntries(this.#paths);
  }

  /** How often a request was served since the start or the last `reset`. */
  served(verb: string, resource: string): number {
    return this.#counts.get(`${verb} ${resource}`) ?? 0;
  }

  get counts(): Record<string, number> {
    return Object.fromEntries(this.#counts);
  }

  /** Open watches by resource; resources without one are left out. */
  get watches(): Record<string, number> {
    return Object.fromEntries([...this.#watches].map(([resource, open]) => [resource, open.size]));
  }

  get openExecs(): number {
    return this.#execs;
  }

  /** Notes a watch with the way to end it; the returned function notes its end. */
  openWatch(resource: string, end: () => void): () => void {
    this.count('watch', resource);
    const open = this.#watches.get(resource) ?? new Set();
    this.#watches.set(resource, open.add(end));
    return () => {
      open.delete(end);
      if (open.size === 0 && this.#watches.get(resource) === open) this.#watches.delete(resource);
    };
  }

  /** Ends the open watches properly, as a server does that shuts down; all or of one resource. */
  closeWatches(resource?: string): void {
    for (const [name, open] of this.#watches) {
      if (resource === undefined || resource === name) for (const end of open) end();
    }
  }

  openExec(): () => void {
    this.#execs++;
    return () => {
      this.#execs--;
    };
  }

  reset(): void {
    this.#counts.clear();
    this.#paths.clear();
  }
}
