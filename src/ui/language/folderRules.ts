import { NO_CONFIGURATION, type RuleConfiguration } from '../../yaml/findings/ruleConfiguration.ts';

/** Where a file or a folder is; VS Code's `Uri` is one. */
export interface TextPlace {
  readonly scheme: string;
  readonly path: string;
}

/** What the `.aks-sandbox.yaml` of a workspace folder says. */
export interface FolderRule {
  readonly configuration: RuleConfiguration;
  /** Whether it leaves out a file, by its path in the folder. */
  readonly isExcluded: (relative: string) => boolean;
}

export const NO_RULE: FolderRule = { configuration: NO_CONFIGURATION, isExcluded: () => false };

/**
 * What the configurations of all workspace folders say; for a file that of the innermost folder
 * counts.
 */
export class FolderRules {
  readonly #folders = new Map<string, { readonly folder: TextPlace; readonly rule: FolderRule }>();

  set(folder: TextPlace, rule: FolderRule): void {
    this.#folders.set(keyOf(folder), { folder, rule });
  }

  delete(folder: TextPlace): void {
    this.#folders.delete(keyOf(folder));
  }

  severitiesOf(file: TextPlace): RuleConfiguration['rules'] {
    return this.#of(file)?.rule.configuration.rules ?? {};
  }

  /** Whether its folder's configuration excludes a file from being checked. */
  excludes(file: TextPlace): boolean {
    const found = this.#of(file);
    return found?.rule.isExcluded(file.path.slice(found.folder.path.length + 1)) ?? false;
  }

  #of(file: TextPlace) {
    return [...this.#folders.values()]
      .filter(({ folder }) => folder.scheme === file.scheme && isBelow(file.path, folder.path))
      .toSorted((a, b) => b.folder.path.length - a.folder.path.length)[0];
  }
}

function keyOf({ scheme, path }: TextPlace): string {
  return `${scheme}:${path}`;
}

function isBelow(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith('/') ? folder : `${folder}/`);
}
