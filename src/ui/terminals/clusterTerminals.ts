import { type Terminal, ThemeIcon, window } from 'vscode';
import { type Disposable, Disposables } from '../../base/disposable.ts';

/** The terminals that were opened for clusters; what each needs goes when it is closed. */
export class ClusterTerminals implements Disposable {
  readonly #needs = new Map<Terminal, Disposable>();
  readonly #owned = new Disposables();

  constructor() {
    this.#owned.add(
      window.onDidCloseTerminal((terminal) => {
        this.#needs.get(terminal)?.dispose();
        this.#needs.delete(terminal);
      }),
    );
  }

  /** Opens a terminal, which is not restored when the window is reloaded. */
  open(
    name: string,
    message: string,
    needs: Disposable & { readonly environment: Readonly<Record<string, string>> },
  ): void {
    const terminal = window.createTerminal({
      name,
      message,
      env: { ...needs.environment },
      iconPath: new ThemeIcon('server-environment'),
      isTransient: true,
    });
    this.#needs.set(terminal, needs);
    terminal.show();
  }

  dispose(): void {
    this.#owned.dispose();
    for (const needs of this.#needs.values()) needs.dispose();
    this.#needs.clear();
  }
}
