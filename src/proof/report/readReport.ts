import { UserError } from '../../base/problem.ts';
import {
  type CheckResult,
  READ_BY_NAMES,
  type Verdict,
  VERDICT_NAMES,
} from '../../model/isolation/checkResult.ts';
import { type Isolation, ISOLATION_NAMES } from '../../model/isolation/isolation.ts';
import type { CheckReport } from './checkReport.ts';
import { REPORT_FORM } from './reportJson.ts';
import { REQUIRED_NAMES, type RequiredSandbox } from './requiredSandbox.ts';

type Fields = Readonly<Record<string, unknown>>;

/**
 * Reads a report that `reportJson` has written; `source` names it in errors. Throws a `UserError`
 * for anything else: what is left out of a report would pass.
 */
export function readReport(text: string, source: string): CheckReport {
  const refuse = (why: string): UserError =>
    new UserError({
      kind: 'configuration',
      what: `${source} is no report of aks-sandbox verify: ${why}`,
      next: 'Write reports with verify -o json.',
      retryable: false,
    });
  const root = record(parsed(text, refuse), refuse, 'it holds no object');
  if (root['version'] !== REPORT_FORM) {
    throw refuse(`its version is ${JSON.stringify(root['version'])}, not ${REPORT_FORM}`);
  }
  const { cluster, checkedAt, pods, limits, notChecked } = root;
  if (typeof cluster !== 'string' || typeof checkedAt !== 'string' || !Array.isArray(pods)) {
    throw refuse('it has no cluster, time or pods');
  }
  const shard = root['shard'] as CheckReport['shard'];
  const { scope, required, cancelledOf } = root;
  return {
    cluster,
    checkedAt,
    pods: pods.map((pod: unknown, index) => podOf(pod, index, refuse)),
    limits: texts(limits),
    unchecked: (Array.isArray(notChecked) ? notChecked : []).map((one: unknown) => {
      const { object, why } = record(one, refuse, 'what was not checked is no object');
      return { object: String(object), why: String(why) };
    }),
    ...(typeof scope === 'string' ? { scope } : {}),
    ...(isRequired(required) ? { required } : {}),
    ...(typeof cancelledOf === 'number' ? { cancelledOf } : {}),
    ...(shard ? { shard } : {}),
  };
}

function parsed(text: string, refuse: (why: string) => UserError): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw refuse('it is not complete JSON');
  }
}

function podOf(value: unknown, index: number, refuse: (why: string) => UserError): CheckResult {
  const bad = `its pod ${index + 1} cannot be read`;
  const pod = record(value, refuse, bad);
  const { namespace, name, uid, claim, verdict, reason, readBy, owner, evidence } = pod;
  if (typeof namespace !== 'string' || typeof name !== 'string' || typeof uid !== 'string') {
    throw refuse(bad);
  }
  if (!isVerdict(verdict) || !isIsolation(claim) || typeof reason !== 'string') throw refuse(bad);
  return {
    namespace,
    name,
    uid,
    claim,
    verdict,
    reason,
    runtimeClass: textOf(pod['runtimeClass']),
    handler: textOf(pod['handler']),
    kernel: textOf(pod['kernel']),
    node: textOf(pod['node']),
    nodeKernel: textOf(pod['nodeKernel']),
    evidence: (Array.isArray(evidence) ? evidence : []) as CheckResult['evidence'],
    ...(isReadBy(readBy) ? { readBy } : {}),
    ...(pod['readThrough'] === 'kubectl' ? { readThrough: 'kubectl' } : {}),
    ...sandboxOf(pod['sandbox']),
    ...(owner ? { owner: owner as NonNullable<CheckResult['owner']> } : {}),
  };
}

function sandboxOf(value: unknown): Pick<CheckResult, 'sandbox'> {
  const { name, runtimeClass, promise, lessThanPromised } = (value ?? {}) as Fields;
  if (typeof name !== 'string' || !isIsolation(promise)) return {};
  const isLess = lessThanPromised === true;
  return { sandbox: { name, runtimeClass: textOf(runtimeClass) ?? '', promise, isLess } };
}

function record(value: unknown, refuse: (why: string) => UserError, why: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw refuse(why);
}

function texts(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.map(String) : [];
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

function isVerdict(value: unknown): value is Verdict {
  return typeof value === 'string' && Object.hasOwn(VERDICT_NAMES, value);
}

function isIsolation(value: unknown): value is Isolation {
  return typeof value === 'string' && Object.hasOwn(ISOLATION_NAMES, value);
}

function isReadBy(value: unknown): value is NonNullable<CheckResult['readBy']> {
  return typeof value === 'string' && Object.hasOwn(READ_BY_NAMES, value);
}

function isRequired(value: unknown): value is RequiredSandbox {
  return typeof value === 'string' && Object.hasOwn(REQUIRED_NAMES, value);
}
