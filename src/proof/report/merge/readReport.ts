import { UserError } from '../../../base/problem.ts';
import {
  type CheckResult,
  type Evidence,
  EVIDENCE_SOURCES,
  READ_BY_NAMES,
  VERDICT_NAMES,
} from '../../../model/isolation/checkResult.ts';
import { ISOLATION_NAMES } from '../../../model/isolation/isolation.ts';
import type { CheckReport, Unchecked } from '../checkReport.ts';
import {
  writtenFields,
  writtenFlag,
  writtenKey,
  writtenList,
  NotAsWritten,
  orNone,
  writtenText,
  writtenWhole,
} from './reportFields.ts';
import { REPORT_FORM } from '../reportJson.ts';
import { REQUIRED_NAMES } from '../requiredSandbox.ts';
import { MAX_SHARDS, type Shard } from '../shard.ts';

/**
 * Reads a report that `reportJson` has written; `source` names it in errors. Throws a `UserError`
 * for anything else: what is left out of a report would pass.
 */
export function readReport(text: string, source: string): CheckReport {
  try {
    return reportOf(parsed(text));
  } catch (error) {
    if (!(error instanceof NotAsWritten)) throw error;
    throw new UserError({
      kind: 'configuration',
      what: `${source} is no report of aks-sandbox verify: ${error.message}`,
      next: 'Write reports with verify -o json.',
      retryable: false,
    });
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new NotAsWritten('it is not complete JSON');
  }
}

function reportOf(value: unknown): CheckReport {
  const root = writtenFields(value, 'what it holds');
  if (root['version'] !== REPORT_FORM) {
    throw new NotAsWritten(`its version is ${JSON.stringify(root['version'])}, not ${REPORT_FORM}`);
  }
  const scope = orNone(root['scope'], 'its scope', writtenText);
  const cancelledOf = orNone(root['cancelledOf'], 'its cancelledOf', writtenWhole);
  const shard = orNone(root['shard'], 'its shard', shardOf);
  const required = orNone(root['required'], 'what it requires', (one, what) =>
    writtenKey(one, what, REQUIRED_NAMES),
  );
  return {
    cluster: writtenText(root['cluster'], 'its cluster'),
    checkedAt: timeOf(root['checkedAt'], 'its time'),
    pods: writtenList(root['pods'], 'its list of pods', podOf),
    limits: writtenList(root['limits'], 'its list of limits', (one) =>
      writtenText(one, 'one of its limits'),
    ),
    unchecked: writtenList(root['notChecked'], 'its list of what was not checked', uncheckedOf),
    ...(scope === undefined ? {} : { scope }),
    ...(required === undefined ? {} : { required }),
    ...(cancelledOf === undefined ? {} : { cancelledOf }),
    ...(shard === undefined ? {} : { shard }),
  };
}

/** Times as text are compared with others: they are written in one way. */
function timeOf(value: unknown, what: string): string {
  const text = writtenText(value, what);
  if (/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(text)) return text;
  throw new NotAsWritten(`${what} is not as it is written`);
}

function shardOf(value: unknown, what: string): Shard {
  const fields = writtenFields(value, what);
  const index = writtenWhole(fields['index'], what);
  const count = writtenWhole(fields['count'], what);
  if (index >= 1 && index <= count && count <= MAX_SHARDS) return { index, count };
  throw new NotAsWritten(`${what} is not one of 1/N to N/N, of ${MAX_SHARDS} at most`);
}

function uncheckedOf(value: unknown): Unchecked {
  const what = 'what was not checked';
  const { object, why } = writtenFields(value, what);
  return { object: writtenText(object, what), why: writtenText(why, what) };
}

function podOf(value: unknown, index: number): CheckResult {
  const bad = `its pod ${index + 1} cannot be read:`;
  const pod = writtenFields(value, `${bad} it`);
  const text = (name: string): string => writtenText(pod[name], `${bad} ${name}`);
  const orNoText = (name: string) => orNone(pod[name], `${bad} ${name}`, writtenText);
  const owner = orNone(pod['owner'], `${bad} owner`, ownerOf);
  const sandbox = orNone(pod['sandbox'], `${bad} sandbox`, sandboxOf);
  const readBy = orNone(pod['readBy'], `${bad} readBy`, (one, what) =>
    writtenKey(one, what, READ_BY_NAMES),
  );
  const readThrough = orNone(pod['readThrough'], `${bad} readThrough`, (one, what) =>
    writtenKey(one, what, { kubectl: true }),
  );
  return {
    namespace: text('namespace'),
    name: text('name'),
    uid: text('uid'),
    claim: writtenKey(pod['claim'], `${bad} claim`, ISOLATION_NAMES),
    verdict: writtenKey(pod['verdict'], `${bad} verdict`, VERDICT_NAMES),
    reason: text('reason'),
    runtimeClass: orNoText('runtimeClass'),
    handler: orNoText('handler'),
    kernel: orNoText('kernel'),
    node: orNoText('node'),
    nodeKernel: orNoText('nodeKernel'),
    evidence: writtenList(pod['evidence'], `${bad} evidence`, (one) =>
      evidenceOf(one, `${bad} evidence`),
    ),
    ...(readBy ? { readBy } : {}),
    ...(readThrough ? { readThrough } : {}),
    ...(sandbox ? { sandbox } : {}),
    ...(owner ? { owner } : {}),
  };
}

function evidenceOf(value: unknown, what: string): Evidence {
  const { source, container, text } = writtenFields(value, what);
  const where = orNone(container, what, writtenText);
  return {
    source: writtenKey(source, what, EVIDENCE_SOURCES),
    ...(where === undefined ? {} : { container: where }),
    text: writtenText(text, what),
  };
}

function ownerOf(value: unknown, what: string): NonNullable<CheckResult['owner']> {
  const { kind, name } = writtenFields(value, what);
  return { kind: writtenText(kind, what), name: writtenText(name, what) };
}

function sandboxOf(value: unknown, what: string): NonNullable<CheckResult['sandbox']> {
  const { name, runtimeClass, promise, lessThanPromised } = writtenFields(value, what);
  return {
    name: writtenText(name, what),
    runtimeClass: orNone(runtimeClass, what, writtenText) ?? '',
    promise: writtenKey(promise, what, ISOLATION_NAMES),
    isLess: writtenFlag(lessThanPromised, what),
  };
}
