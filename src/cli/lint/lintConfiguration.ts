import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { excludedBy } from '../../files/excludedBy.ts';
import { posixPath } from '../../files/posixPath.ts';
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

/**
 * Reads the nearest `.aks-sandbox.yaml` of a folder or one above it; what is wrong with it is said.
 */
export async function lintConfiguration(folder: string): Promise<LintConfiguration> {
  for (let at = path.resolve(folder); ; at = path.dirname(at)) {
    const file = path.join(at, CONFIGURATION_FILE);
    const text = await readFile(file, 'utf8').catch(() => undefined);
    if (text !== undefined) {
      const configuration = readConfiguration(text);
      for (const problem of configuration.problems) terminal.problem(`${file}: ${problem}`);
      const isExcluded = excludedBy(configuration.exclude);
      const excludes = (one: string): boolean =>
        isExcluded(posixPath(path.relative(at, path.resolve(one))));
      return { configuration, excludes };
    }
    if (path.dirname(at) === at) return { configuration: NO_CONFIGURATION, excludes: () => false };
  }
}
