import { parseArgs, type ParseArgsConfig } from 'node:util';
import { UsageError } from './usageError.ts';

/** Reads the arguments of a command, options and others. Throws a `UsageError` that says what is wrong. */
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
    throw new UsageError(error instanceof Error ? error.message : 'the arguments are wrong');
  }
}

/** The value of an option that takes one of a few. Throws a `UsageError` that names them for any other. */
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
