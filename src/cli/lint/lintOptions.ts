import { parseArgs } from 'node:util';
import { UsageError } from '../usageError.ts';

const FORMATS = ['text', 'json', 'sarif', 'github'] as const;

export type LintFormat = (typeof FORMATS)[number];

export interface LintOptions {
  readonly help: boolean;
  /** Files and folders; `-` is standard input. */
  readonly paths: readonly string[];
  readonly facts: string | undefined;
  readonly context: string | undefined;
  readonly kubeconfig: string | undefined;
  readonly format: LintFormat;
  /** More warnings than that fail; without it they never do. */
  readonly maxWarnings: number | undefined;
}

/** Reads the arguments of `lint`. Throws a `UsageError` that says what is wrong. */
export function parseLintOptions(argv: readonly string[]): LintOptions {
  const { values, positionals } = parse(argv);
  const help = values.help ?? false;
  if (positionals.length === 0 && !help) {
    throw new UsageError('lint needs a PATH, or - for standard input');
  }
  if (values.facts !== undefined && (values.context ?? values.kubeconfig) !== undefined) {
    throw new UsageError('--facts takes the place of a cluster: leave out --context, --kubeconfig');
  }
  const format = FORMATS.find((one) => one === (values.format ?? 'text'));
  if (!format) {
    throw new UsageError(`--format is one of ${FORMATS.join(', ')}, not "${values.format}"`);
  }
  return {
    help,
    paths: positionals,
    facts: values.facts,
    context: values.context,
    kubeconfig: values.kubeconfig,
    format,
    maxWarnings: count('--max-warnings', values['max-warnings']),
  };
}

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      options: {
        facts: { type: 'string' },
        context: { type: 'string' },
        kubeconfig: { type: 'string' },
        format: { type: 'string' },
        'max-warnings': { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : 'the arguments are wrong');
  }
}

function count(flag: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new UsageError(`${flag} is a whole number, not "${value}"`);
}
