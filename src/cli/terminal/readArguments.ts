import { parseArgs, type ParseArgsConfig } from 'node:util';
import { nearestName } from '../../yaml/findings/nearestName.ts';
import { UsageError } from './usageError.ts';

/**
 * Reads the arguments of a command, options and others. Throws a `UsageError` that says what is
 * wrong.
 */
export function readArguments<const Options extends NonNullable<ParseArgsConfig['options']>>(
  argv: readonly string[],
  options: Options,
  allowPositionals = true,
) {
  // As kubectl takes it: `-n=payments`.
  const args = argv.flatMap((arg) => {
    const [, flag, value] = /^(-[a-z])=(.*)$/is.exec(arg) ?? [];
    return flag === undefined ? [arg] : [flag, value ?? ''];
  });
  try {
    return parseArgs({ args, allowPositionals, options });
  } catch (error) {
    throw new UsageError(whyWrong(error, Object.keys(options)));
  }
}

/** In place of Node's advice on arguments that begin with a dash. */
function whyWrong(error: unknown, names: readonly string[]): string {
  const said = error instanceof Error ? error.message : 'the arguments are wrong';
  const unknown = /^Unknown option '([^']+)'/.exec(said)?.[1];
  if (unknown === undefined) return said;
  const near = nearestName(unknown.replace(/^-+/, ''), names);
  return `there is no option ${unknown}${near === undefined ? '' : `: --${near}?`}`;
}

/**
 * The options of every command that can print in more than one way; `--format` is an older name.
 */
export const OUTPUT_OPTIONS = {
  output: { type: 'string', short: 'o' },
  format: { type: 'string' },
} as const;

/** The format that is asked for. Throws a `UsageError` when it is none of those that there are. */
export function outputFormat<T extends string>(
  { output, format }: { readonly output?: string; readonly format?: string },
  allowed: readonly T[],
): T | undefined {
  if (output !== undefined && format !== undefined) {
    throw new UsageError('--output and --format are the same: give one');
  }
  return oneOf('--output', output, allowed) ?? oneOf('--format', format, allowed);
}

/**
 * The value of an option that takes one of a few. Throws a `UsageError` that names them for any
 * other.
 */
export function oneOf<T extends string>(
  flag: string,
  value: string | undefined,
  allowed: readonly T[],
): T | undefined {
  if (value === undefined) return undefined;
  const found = allowed.find((one) => one === value);
  if (found !== undefined) return found;
  throw new UsageError(`${flag} is one of ${allowed.join(', ')}, not "${value}"`);
}
