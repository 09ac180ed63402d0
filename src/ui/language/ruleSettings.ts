import { RelativePattern, type TextDocument, type Uri, workspace } from 'vscode';
import { type Disposable, Disposables } from '../../base/disposable.ts';
import type { Log } from '../../base/log.ts';
import { SETTINGS } from '../ids.ts';
import {
  CONFIGURATION_FILE,
  NO_CONFIGURATION,
  type RuleConfiguration,
  type RuleSeverities,
} from '../../yaml/findings/ruleConfiguration.ts';
import { settings } from '../settings.ts';

/** What the workspace's `.aks-sandbox.yaml` and the settings say of rules. */
export class RuleSettings implements Disposable {
  readonly #owned = new Disposables();
  readonly #log: Log;
  readonly #changed: () => void;
  #loaded = false;
  #file: RuleConfiguration = NO_CONFIGURATION;
  #isExcluded: (relative: string) => boolean = () => false;

  /** `changed` is called when it says something else than before. */
  constructor(log: Log, changed: () => void) {
    this.#log = log;
    this.#changed = changed;
    const folder = workspace.workspaceFolders?.[0];
    if (folder) {
      const pattern = new RelativePattern(folder, CONFIGURATION_FILE);
      const watcher = this.#owned.add(workspace.createFileSystemWatcher(pattern));
      const read = (uri: Uri): void => void this.#read(uri);
      this.#owned.add(watcher.onDidChange(read));
      this.#owned.add(watcher.onDidCreate(read));
      this.#owned.add(watcher.onDidDelete(read));
    }
    this.#owned.add(
      workspace.onDidChangeConfiguration((change) => {
        if (change.affectsConfiguration(`aksSandbox.${SETTINGS.rules}`)) changed();
      }),
    );
  }

  /** Reads the file, unless it was read before. */
  async load(): Promise<void> {
    if (this.#loaded) return;
    this.#loaded = true;
    const folder = workspace.workspaceFolders?.[0];
    if (folder)
      await this.#read(folder.uri.with({ path: `${folder.uri.path}/${CONFIGURATION_FILE}` }));
  }

  get severities(): RuleSeverities {
    return { ...this.#file.rules, ...settings.rules() };
  }

  /** Whether the file excludes a text from being checked. */
  excludes({ uri }: Pick<TextDocument, 'uri'>): boolean {
    const folder = workspace.workspaceFolders?.[0]?.uri;
    if (!folder || uri.scheme !== folder.scheme || !uri.path.startsWith(`${folder.path}/`)) {
      return false;
    }
    return this.#isExcluded(uri.path.slice(folder.path.length + 1));
  }

  dispose(): void {
    this.#owned.dispose();
  }

  async #read(uri: Uri): Promise<void> {
    let text = '';
    try {
      text = new TextDecoder().decode(await workspace.fs.readFile(uri));
    } catch {
      // There is none, or none any more.
    }
    const { configuration, isExcluded } = await parse(text);
    this.#file = configuration;
    this.#isExcluded = isExcluded;
    for (const problem of this.#file.problems) {
      this.#log.warn(`${CONFIGURATION_FILE}: ${problem}`);
    }
    this.#changed();
  }
}

/** What reads a configuration is loaded where there is one. */
async function parse(text: string) {
  if (text === '') return { configuration: NO_CONFIGURATION, isExcluded: () => false };
  const { excludedBy, readConfiguration } = await import('./workspaceConfiguration.ts');
  const configuration = readConfiguration(text);
  return { configuration, isExcluded: excludedBy(configuration.exclude) };
}
