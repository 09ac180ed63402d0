import { DEFAULT_CONCURRENCY, DEFAULT_TIMEOUT_MS } from '../../proof/check/check.ts';
import { DEFAULT_CHECK_IMAGE } from '../../proof/reading/probeContainerSpec.ts';
import type { ReadBy } from '../../model/isolation/checkResult.ts';
import type { RequiredSandbox } from '../../proof/report/requiredSandbox.ts';
import { CLUSTER_OPTIONS, type ClusterOptions, clusterOptions } from '../cluster/clusterOptions.ts';
import { oneOf, OUTPUT_OPTIONS, outputFormat, readArguments } from '../terminal/readArguments.ts';
import { UsageError } from '../terminal/usageError.ts';
import { isDnsSubdomain } from '../../model/kubernetes/dnsName.ts';

const FORMATS = ['table', 'wide', 'json', 'markdown', 'sarif'] as const;
const REQUIRED = ['gvisor', 'kata', 'any'] as const;
const READ_BY = ['image', 'ephemeral', 'canary'] as const satisfies readonly ReadBy[];
const TRUST = ['image', 'own'] as const;

export interface VerifyOptions extends ClusterOptions {
  readonly help: boolean;
  readonly version: boolean;
  readonly pods: readonly string[];
  readonly namespace: string | undefined;
  readonly allNamespaces: boolean;
  readonly required: RequiredSandbox | undefined;
  readonly format: (typeof FORMATS)[number];
  readonly concurrency: number;
  readonly timeoutMs: number;
  readonly allowEphemeral: boolean;
  readonly allowCanary: boolean;
  /** The one way to read kernels, in place of exec and what is allowed beside it. */
  readonly readBy: ReadBy | undefined;
  /** Whether what the image's own programs print proves nothing. */
  readonly trustOwn: boolean;
  readonly image: string;
  readonly verbose: boolean;
}

/** Reads the arguments of `verify`. Throws a `UsageError` that says what is wrong. */
export function parseVerifyOptions(argv: readonly string[]): VerifyOptions {
  const { values, positionals } = readArguments(argv, OPTIONS);
  const allNamespaces = values['all-namespaces'] ?? false;
  if (allNamespaces && values.namespace !== undefined) {
    throw new UsageError('--namespace and --all-namespaces exclude each other');
  }
  if (allNamespaces && positionals.some((pod) => !pod.includes('/'))) {
    throw new UsageError('with --all-namespaces a POD is given as namespace/name');
  }
  const wrong = positionals.find(
    (pod) => pod.split('/').length > 2 || !pod.split('/').every(isDnsSubdomain),
  );
  if (wrong !== undefined) {
    throw new UsageError(`POD is a name or namespace/name, not ${JSON.stringify(wrong)}`);
  }
  if (values.namespace && !isDnsSubdomain(values.namespace)) {
    throw new UsageError(`--namespace is a name, not ${JSON.stringify(values.namespace)}`);
  }
  if (values['read-by'] && (values['allow-ephemeral'] || values['allow-canary'])) {
    throw new UsageError(
      '--read-by names the one way: leave out --allow-ephemeral, --allow-canary',
    );
  }
  return {
    help: values.help ?? false,
    version: values.version ?? false,
    pods: positionals,
    // An option that is empty, e.g. from an unset variable, counts as not given, as with kubectl.
    namespace: values.namespace || undefined,
    allNamespaces,
    required: oneOf('--require', values.require, REQUIRED),
    ...clusterOptions(values),
    format: outputFormat(values, FORMATS) ?? 'table',
    concurrency: concurrencyOf(values.concurrency),
    timeoutMs: (positive('--timeout', values.timeout) ?? DEFAULT_TIMEOUT_MS / 1000) * 1000,
    allowEphemeral: values['allow-ephemeral'] ?? false,
    allowCanary: values['allow-canary'] ?? false,
    readBy: oneOf('--read-by', values['read-by'], READ_BY),
    trustOwn: oneOf('--trust', values.trust, TRUST) === 'own',
    image: values.image || DEFAULT_CHECK_IMAGE,
    verbose: values.verbose ?? false,
  };
}

const OPTIONS = {
  namespace: { type: 'string', short: 'n' },
  'all-namespaces': { type: 'boolean', short: 'A' },
  require: { type: 'string' },
  ...CLUSTER_OPTIONS,
  ...OUTPUT_OPTIONS,
  concurrency: { type: 'string' },
  timeout: { type: 'string' },
  'allow-ephemeral': { type: 'boolean' },
  'allow-canary': { type: 'boolean' },
  'read-by': { type: 'string' },
  trust: { type: 'string' },
  image: { type: 'string' },
  verbose: { type: 'boolean', short: 'v' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

function positive(flag: string, value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  const number = Number(value);
  if (Number.isFinite(number) && number > 0 && number <= 86_400) return number;
  throw new UsageError(`${flag} is a number above 0 and at most 86400, not "${value}"`);
}

const MAX_CONCURRENCY = 256;

function concurrencyOf(value: string | undefined): number {
  const number = positive('--concurrency', value) ?? DEFAULT_CONCURRENCY;
  if (Number.isInteger(number)) return Math.min(MAX_CONCURRENCY, number);
  throw new UsageError(`--concurrency is a whole number, not "${value}"`);
}
