import { DEFAULT_CONCURRENCY, DEFAULT_TIMEOUT_MS } from '../../proof/check/check.ts';
import { DEFAULT_CHECK_IMAGE } from '../../proof/reading/probeContainerSpec.ts';
import type { ReadBy } from '../../model/isolation/checkResult.ts';
import type { RequiredSandbox } from '../../proof/report/requiredSandbox.ts';
import { CLUSTER_OPTIONS, type ClusterOptions, clusterOptions } from '../cluster/clusterOptions.ts';
import { REPORT_FORMATS, type ReportFormat } from '../../proof/report/reportText.ts';
import { MAX_SHARDS, type Shard } from '../../proof/report/shard.ts';
import type { PodFilter } from '../../proof/selection/podScope.ts';
import { duration } from '../terminal/duration.ts';
import { oneOf, OUTPUT_OPTIONS, outputFormat, readArguments } from '../terminal/readArguments.ts';
import { UsageError } from '../terminal/usageError.ts';
import { type VerifyTarget, verifyTarget } from './verifyTarget.ts';
import { isDnsSubdomain } from '../../model/kubernetes/dnsName.ts';

const REQUIRED = ['gvisor', 'kata', 'any'] as const;
const READ_BY = ['image', 'ephemeral', 'canary'] as const satisfies readonly ReadBy[];
const TRUST = ['image', 'own'] as const;

export interface VerifyOptions extends ClusterOptions {
  readonly help: boolean;
  readonly version: boolean;
  readonly targets: readonly VerifyTarget[];
  /** Those that were named; none for that of the context. */
  readonly namespaces: readonly string[];
  readonly allNamespaces: boolean;
  readonly filter: PodFilter;
  readonly required: RequiredSandbox | undefined;
  /** Whether no pod at all is a failure. */
  readonly failOnNone: boolean;
  readonly noHeaders: boolean;
  readonly format: ReportFormat;
  readonly outputFile: string | undefined;
  readonly manifests: string | undefined;
  readonly shard: Shard | undefined;
  /** Whether to go on with the pods that come. */
  readonly watch: boolean;
  readonly concurrency: number;
  readonly timeoutMs: number;
  /** For each answer of the API server. */
  readonly requestTimeoutMs: number | undefined;
  readonly allowEphemeral: boolean;
  readonly allowCanary: boolean;
  /** The one way to read kernels, in place of exec and what is allowed beside it. */
  readonly readBy: ReadBy | undefined;
  /** Whether what the image's own programs print proves nothing. */
  readonly trustOwn: boolean;
  /** Whether an installed kubectl may read where WebSockets are refused. */
  readonly mayUseKubectl: boolean;
  readonly image: string;
  readonly verbose: boolean;
}

/** Reads the arguments of `verify`. Throws a `UsageError` that says what is wrong. */
export function parseVerifyOptions(argv: readonly string[]): VerifyOptions {
  const { values, positionals } = readArguments(argv, OPTIONS);
  const allNamespaces = values['all-namespaces'] ?? false;
  // An option that is empty, e.g. from an unset variable, counts as not given, as with kubectl.
  const namespaces = [...new Set(values.namespace?.filter((name) => name !== ''))];
  const targets = positionals.map(verifyTarget);
  const filter = filterOf(values);
  refuseContradictions({ allNamespaces, namespaces, targets, filter });
  if (values['read-by'] && (values['allow-ephemeral'] || values['allow-canary'])) {
    throw new UsageError(
      '--read-by names the one way: leave out --allow-ephemeral, --allow-canary',
    );
  }
  if (values.watch) refuseWatch(values, targets);
  return {
    help: values.help ?? false,
    version: values.version ?? false,
    targets,
    namespaces,
    allNamespaces,
    filter,
    required: oneOf('--require', values.require, REQUIRED),
    failOnNone: values['fail-on-none'] ?? false,
    ...clusterOptions(values),
    format: outputFormat(values, REPORT_FORMATS) ?? 'table',
    noHeaders: values['no-headers'] ?? false,
    outputFile: values['output-file'] || undefined,
    manifests: values.manifests || undefined,
    shard: shardOf(values.shard || undefined),
    watch: values.watch ?? false,
    concurrency: concurrencyOf(values.concurrency),
    timeoutMs: duration('--timeout', values.timeout) ?? DEFAULT_TIMEOUT_MS,
    requestTimeoutMs: duration('--request-timeout', values['request-timeout']),
    allowEphemeral: values['allow-ephemeral'] ?? false,
    allowCanary: values['allow-canary'] ?? false,
    readBy: oneOf('--read-by', values['read-by'], READ_BY),
    trustOwn: oneOf('--trust', values.trust, TRUST) === 'own',
    mayUseKubectl: !(values['no-kubectl'] ?? false),
    image: values.image || DEFAULT_CHECK_IMAGE,
    verbose: values.verbose ?? false,
  };
}

function filterOf(values: {
  readonly selector?: string;
  readonly 'field-selector'?: string;
  readonly node?: string;
}): PodFilter {
  const { selector, node } = values;
  if (node && !isDnsSubdomain(node)) {
    throw new UsageError(`--node is a name, not ${JSON.stringify(node)}`);
  }
  const fields = [values['field-selector'], node && `spec.nodeName=${node}`].filter(Boolean);
  return {
    ...(selector ? { labelSelector: selector } : {}),
    ...(fields.length > 0 ? { fieldSelector: fields.join(',') } : {}),
  };
}

/** What is watched has no end, so no report as a whole. */
function refuseWatch(
  values: { readonly output?: string; readonly shard?: string; readonly 'output-file'?: string },
  targets: readonly VerifyTarget[],
): void {
  if (targets.length > 0) throw new UsageError('--watch is of all pods: choose them by selectors');
  if (values['output-file'] || values.shard) {
    throw new UsageError('--watch has no end: leave out --output-file, --shard');
  }
  if (values.output && !['table', 'wide', 'github'].includes(values.output)) {
    throw new UsageError('--watch prints as table, wide or github');
  }
}

type Where = Pick<VerifyOptions, 'allNamespaces' | 'namespaces' | 'targets' | 'filter'>;

function refuseContradictions({ allNamespaces, namespaces, targets, filter }: Where): void {
  const wrong = namespaces.find((name) => !isDnsSubdomain(name));
  if (wrong !== undefined) {
    throw new UsageError(`--namespace is a name, not ${JSON.stringify(wrong)}`);
  }
  if (allNamespaces && namespaces.length > 0) {
    throw new UsageError('--namespace and --all-namespaces exclude each other');
  }
  const homeless = targets.some(({ namespace }) => namespace === undefined);
  if (allNamespaces && homeless) {
    throw new UsageError('with --all-namespaces what to check is given as NAMESPACE/POD');
  }
  if (namespaces.length > 1 && homeless) {
    throw new UsageError('with several --namespace what to check is given as NAMESPACE/POD');
  }
  if (targets.length > 0 && Object.keys(filter).length > 0) {
    throw new UsageError(
      'selectors choose among all pods: leave out what is named, or the selectors',
    );
  }
}

const OPTIONS = {
  namespace: { type: 'string', short: 'n', multiple: true },
  'all-namespaces': { type: 'boolean', short: 'A' },
  selector: { type: 'string', short: 'l' },
  'field-selector': { type: 'string' },
  node: { type: 'string' },
  require: { type: 'string' },
  'fail-on-none': { type: 'boolean' },
  'no-headers': { type: 'boolean' },
  'output-file': { type: 'string' },
  manifests: { type: 'string' },
  shard: { type: 'string' },
  watch: { type: 'boolean', short: 'w' },
  'request-timeout': { type: 'string' },
  ...CLUSTER_OPTIONS,
  ...OUTPUT_OPTIONS,
  concurrency: { type: 'string' },
  timeout: { type: 'string' },
  'allow-ephemeral': { type: 'boolean' },
  'allow-canary': { type: 'boolean' },
  'read-by': { type: 'string' },
  trust: { type: 'string' },
  'no-kubectl': { type: 'boolean' },
  image: { type: 'string' },
  verbose: { type: 'boolean', short: 'v' },
  help: { type: 'boolean', short: 'h' },
  version: { type: 'boolean' },
} as const;

/** In an Indexed Job `index` stands for the pod's own index, which counts from 0. */
function shardOf(value: string | undefined): Shard | undefined {
  if (value === undefined) return undefined;
  const ofJob = Number(process.env['JOB_COMPLETION_INDEX'] ?? NaN) + 1;
  const [, part = '', of = ''] = /^(index|\d{1,4})\/(\d{1,4})$/.exec(value) ?? [];
  const [index, count] = [part === 'index' ? ofJob : Number(part), Number(of)];
  if (index >= 1 && index <= count && count <= MAX_SHARDS) return { index, count };
  throw new UsageError(
    `--shard is I/N, from 1/N to N/N, or index/N in an Indexed Job, not "${value}"`,
  );
}

const MAX_CONCURRENCY = 256;

function concurrencyOf(value: string | undefined): number {
  const number = value === undefined ? DEFAULT_CONCURRENCY : Number(value);
  if (Number.isInteger(number) && number > 0) return Math.min(MAX_CONCURRENCY, number);
  throw new UsageError(`--concurrency is a whole number above 0, not "${value}"`);
}
