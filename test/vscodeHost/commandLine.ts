import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

/** What is taken from the command line of a desktop VS Code. */
export interface CommandLine {
  readonly positionals: readonly string[];
  readonly extensionDevelopmentPath?: string | undefined;
  readonly extensionTestsPath?: string | undefined;
  readonly userDataDir?: string | undefined;
  readonly disableExtensions: boolean;
}

/**
 * Reads a desktop VS Code's command line. Options that have no meaning for the host are ignored.
 * @throws for more than one extension under development: the host loads a single one
 */
export function readCommandLine(args: readonly string[]): CommandLine {
  const { values, positionals } = parseArgs({
    args: [...args],
    strict: false,
    allowPositionals: true,
    options: {
      extensionDevelopmentPath: { type: 'string', multiple: true },
      extensionTestsPath: { type: 'string' },
      'user-data-dir': { type: 'string' },
      'disable-extensions': { type: 'boolean' },
      'folder-uri': { type: 'string' },
      'file-uri': { type: 'string' },
    },
  });
  const developed = values.extensionDevelopmentPath ?? [];
  if (developed.length > 1)
    throw new Error('The VS Code host loads one extension under development.');
  const uris = [values['folder-uri'], values['file-uri']].filter((uri) => typeof uri === 'string');
  return {
    positionals: [...uris.map((uri) => fileURLToPath(uri)), ...positionals].map((file) =>
      path.resolve(file),
    ),
    extensionDevelopmentPath: text(developed[0]),
    extensionTestsPath: text(values.extensionTestsPath),
    userDataDir: text(values['user-data-dir']),
    disableExtensions: values['disable-extensions'] === true,
  };
}

function text(value: string | boolean | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}
