import path from 'node:path';
import { excludedBy } from '../../files/excludedBy.ts';
import { posixPath } from '../../files/posixPath.ts';
import { readRegularFile } from '../../files/readRegularFile.ts';
import { exists, repositoryFolder } from '../../files/repositoryFolder.ts';
import { unreadable } from '../../files/unreadable.ts';
import {
  CONFIGURATION_FILE,
  NO_CONFIGURATION,
  type RuleConfiguration,
} from '../../yaml/findings/ruleConfiguration.ts';
import { readConfiguration } from '../../yaml/findings/readConfiguration.ts';
import { terminal } from '../terminal/terminal.ts';

/** The `.aks-sandbox.yaml` that counts for a run, and whether it excludes a file. */
export interface LintConfiguration {
  readonly configuration: RuleConfiguration;
  readonly excludes: (file: string) => boolean;
}

const MAX_CONFIGURATION_BYTES = 1024 * 1024;

/**
 * Reads the named configuration, else the nearest `.aks-sandbox.yaml` of a folder or one above it,
 * up to the repository's top: what lies above it is somebody else's. What is wrong with it is said.
 * Throws a `UserError` for a file that is there and cannot be read.
 */
export async function lintConfiguration(
  folder: string,
  named: string | undefined,
): Promise<LintConfiguration> {
  const file = named ?? (await nearest(folder));
  if (file === undefined) return { configuration: NO_CONFIGURATION, excludes: () => false };
  const bytes = await readRegularFile(file, MAX_CONFIGURATION_BYTES).catch((error: unknown) => {
    throw unreadable(file, error);
  });
  const configuration = readConfiguration(bytes.toString('utf8'));
  for (const problem of configuration.problems) terminal.problem(`${file}: ${problem}`);
  const isExcluded = excludedBy(configuration.exclude);
  const from = named === undefined ? path.dirname(file) : path.resolve(folder);
  const excludes = (one: string): boolean =>
    isExcluded(posixPath(path.relative(from, path.resolve(one))));
  return { configuration, excludes };
}

async function nearest(folder: string): Promise<string | undefined> {
  const top = await repositoryFolder(folder);
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const file = path.join(at, CONFIGURATION_FILE);
    if (await exists(file)) return file;
    // Outside of a repository only the folder itself counts.
    if (at === top || top === undefined || path.dirname(at) === at) return undefined;
  }
}
