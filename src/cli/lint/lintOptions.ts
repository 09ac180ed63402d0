import {
  CLUSTER_OPTIONS,
  type ClusterOptions,
  clusterOptions,
  namesCluster,
} from '../cluster/clusterOptions.ts';
import { OUTPUT_OPTIONS, outputFormat, readArguments } from '../terminal/readArguments.ts';
import { UsageError } from '../terminal/usageError.ts';

const FORMATS = ['text', 'json', 'sarif', 'github', 'junit'] as const;

export type LintFormat = (typeof FORMATS)[number];

export interface LintOptions extends ClusterOptions {
  readonly help: boolean;
  /** Files and folders; `-` is standard input. */
  readonly paths: readonly string[];
  readonly facts: string | undefined;
  /** False where comments of the files leave nothing out. */
  readonly inlineIgnores: boolean;
  /** The configuration, in place of the nearest `.aks-sandbox.yaml`. */
  readonly config: string | undefined;
  readonly format: LintFormat;
  /** More warnings than that fail; without it they never do. */
  readonly maxWarnings: number | undefined;
}

/** Reads the arguments of `lint`. Throws a `UsageError` that says what is wrong. */
export function parseLintOptions(argv: readonly string[]): LintOptions {
  const { values, positionals } = readArguments(argv, OPTIONS);
  const help = values.help ?? false;
  if (positionals.length === 0 && !help) {
    throw new UsageError('lint needs a PATH, or - for standard input');
  }
  // An option that is empty, e.g. from an unset variable, counts as not given, as with kubectl.
  const facts = values.facts || undefined;
  const cluster = clusterOptions(values);
  if (facts !== undefined && namesCluster(cluster)) {
    throw new UsageError(
      '--facts takes the place of a cluster: leave out --context, --kubeconfig, --aks',
    );
  }
  return {
    help,
    paths: positionals,
    facts,
    config: values.config || undefined,
    inlineIgnores: values['no-inline-ignores'] !== true,
    ...cluster,
    format: outputFormat(values, FORMATS) ?? 'text',
    maxWarnings: count('--max-warnings', values['max-warnings']),
  };
}

const OPTIONS = {
  facts: { type: 'string' },
  config: { type: 'string' },
  'no-inline-ignores': { type: 'boolean' },
  ...CLUSTER_OPTIONS,
  ...OUTPUT_OPTIONS,
  'max-warnings': { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const;

function count(flag: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (/^\d{1,9}$/.test(value)) return Number(value);
  throw new UsageError(`${flag} is a whole number, not "${value}"`);
}
