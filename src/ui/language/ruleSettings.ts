import { RelativePattern, type Uri, workspace } from 'vscode';
import { type Disposable, Disposables } from '../../base/disposable.ts';
import type { Log } from '../../base/log.ts';
import { CONFIGURATION_FILE, type RuleSeverities } from '../../yaml/findings/ruleConfiguration.ts';
import { SETTINGS } from '../ids.ts';
import { onDidChangeSetting, settings } from '../settings.ts';
import { type FolderRule, FolderRules, NO_RULE } from './folderRules.ts';

/** What the `.aks-sandbox.yaml` of each workspace folder and the settings say of rules. */
export class RuleSettings implements Disposable {
  readonly #owned = new Disposables();
  readonly #watchers = new Map<string, Disposable>();
  readonly #rules = new FolderRules();
  readonly #log: Log;
  readonly #changed: () => void;
  #loading: Promise<unknown> | undefined;

  /** `changed` is called when it says something else than before. */
  constructor(log: Log, changed: () => void) {
    this.#log = log;
    this.#changed = changed;
    for (const { uri } of workspace.workspaceFolders ?? []) this.#watch(uri);
    this.#owned.add(
      workspace.onDidChangeWorkspaceFolders(({ added, removed }) => {
        for (const { uri } of removed) this.#forget(uri);
        for (const { uri } of added) this.#watch(uri);
        changed();
      }),
    );
    this.#owned.add(onDidChangeSetting(SETTINGS.rules, changed));
  }

  /** Reads the files, unless they were read before. */
  async load(): Promise<void> {
    const folders = workspace.workspaceFolders ?? [];
    this.#loading ??= Promise.all(folders.map(({ uri }) => this.#read(uri)));
    await this.#loading;
  }

  /** What counts for a file: the settings over the configuration of its folder. */
  severitiesOf(file: Uri): RuleSeverities {
    return { ...this.#rules.severitiesOf(file), ...settings.rules() };
  }

  /** Whether the configuration of its folder excludes a file from being checked. */
  excludes(file: Uri): boolean {
    return this.#rules.excludes(file);
  }

  dispose(): void {
    this.#owned.dispose();
    for (const watcher of this.#watchers.values()) watcher.dispose();
  }

  #watch(folder: Uri): void {
    const pattern = new RelativePattern(folder, CONFIGURATION_FILE);
    const watcher = workspace.createFileSystemWatcher(pattern);
    const read = (): void => void this.#read(folder);
    watcher.onDidChange(read);
    watcher.onDidCreate(read);
    watcher.onDidDelete(read);
    this.#watchers.set(folder.toString(), watcher);
    if (this.#loading) read();
  }

  #forget(folder: Uri): void {
    this.#watchers.get(folder.toString())?.dispose();
    this.#watchers.delete(folder.toString());
    this.#rules.delete(folder);
  }

  async #read(folder: Uri): Promise<void> {
    const file = folder.with({ path: `${folder.path}/${CONFIGURATION_FILE}` });
    let text = '';
    try {
      text = new TextDecoder().decode(await workspace.fs.readFile(file));
    } catch {
      // There is none, or none any more.
    }
    const rule = await parse(text);
    // The folder may have left the workspace meanwhile.
    if (!this.#watchers.has(folder.toString())) return;
    this.#rules.set(folder, rule);
    for (const problem of rule.configuration.problems) {
      this.#log.warn(`${file.path}: ${problem}`);
    }
    this.#changed();
  }
}

/** What reads a configuration is loaded where there is one. */
async function parse(text: string): Promise<FolderRule> {
  if (text === '') return NO_RULE;
  const { excludedBy, readConfiguration } = await import('./workspaceConfiguration.ts');
  const configuration = readConfiguration(text);
  return { configuration, isExcluded: excludedBy(configuration.exclude) };
}
