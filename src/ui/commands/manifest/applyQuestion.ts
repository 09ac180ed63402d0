import { capitalized } from '../../../base/text/capitalized.ts';
import { plainText } from '../../../base/text/plainText.ts';
import { type Problem } from '../../../base/problem.ts';
import type { Outcome } from '../../../kube/write/applyObjects.ts';
import { count, numberText, plural } from '../../../base/text/count.ts';
import type { Question } from '../../../base/question.ts';

const MAX_FIELDS_NAMED = 20;

type Conflict = Extract<Outcome, { state: 'conflict' }>;

/** What is asked where nobody else owns what is applied. */
export function applyQuestion(cluster: string, outcomes: readonly Outcome[]): string {
  // A dry run skips what is in a namespace that is new itself.
  const made = outcomes.filter(
    (one) => one.state === 'skipped' || (one.state === 'applied' && one.change === 'created'),
  );
  const changed = outcomes.filter((one) => one.state === 'applied' && one.change === 'configured');
  const [one, ...others] = [...made, ...changed];
  if (one && others.length === 0) {
    const verb = made.length > 0 ? 'Create' : 'Change';
    return `${verb} ${objectName(one)} in ${cluster}?`;
  }
  const parts = [
    ...(made.length > 0 ? [`create ${count(made.length, 'object')}`] : []),
    ...(changed.length > 0 ? [`change ${count(changed.length, 'object')}`] : []),
  ];
  return `${capitalized(parts.join(' and '))} in ${cluster}?`;
}

function objectName({ manifest: { kind, metadata } }: Outcome): string {
  const { namespace, name } = metadata;
  return `${plainText(kind)} ${plainText(namespace === undefined ? name : `${namespace}/${name}`)}`;
}

/** What is said where a dry run changes nothing. */
export function nothingToApply(cluster: string): string {
  return `${cluster} has all of it already: nothing to apply.`;
}

/** What is said when all was applied. */
export function appliedText(title: string, cluster: string, outcomes: readonly Outcome[]): string {
  return `${title} in ${cluster}: ${countsText(outcomes)}.`;
}

/**
 * What is asked before fields are taken over from other field managers; `undefined` where none is
 * in conflict.
 */
export function takeOverQuestion(
  cluster: string,
  conflicts: readonly Conflict[],
): Question | undefined {
  if (conflicts.length === 0) return undefined;
  const owners = conflicts.flatMap(({ manifest, conflicts: fields }) =>
    fields.map(
      ({ manager, field }) =>
        `${manifest.kind} ${plainText(manifest.metadata.name)} ${plainText(field)}: ${plainText(manager) || 'another manager'}`,
    ),
  );
  const fields = plural(owners.length, 'a field', count(owners.length, 'field'));
  return {
    title: `Other field managers own ${fields} of what would be applied to ${cluster}. ${plural(owners.length, 'Take it over?', 'Take them over?')}`,
    detail: owners.slice(0, MAX_FIELDS_NAMED).join('\n'),
  };
}

/** What happened to objects, counted, e.g. `1 object created, 2 changed`. */
export function countsText(outcomes: readonly Outcome[]): string {
  const words = outcomes.map((outcome) => {
    if (outcome.state === 'applied') return CHANGES[outcome.change];
    return outcome.state === 'skipped' ? 'not tried' : 'in conflict';
  });
  return [...Map.groupBy(words, (word) => word)]
    .map(
      ([word, all], at) =>
        `${at === 0 ? count(all.length, 'object') : numberText(all.length)} ${word}`,
    )
    .join(', ');
}

const CHANGES = { created: 'created', configured: 'changed', unchanged: 'as before' } as const;

/** Why not all objects were applied, and how many were all the same; `undefined` where all were. */
export function applyProblem(outcomes: readonly Outcome[]): Problem | undefined {
  const failed = outcomes.find(({ state }) => state === 'failed' || state === 'conflict');
  if (!failed || !('problem' in failed)) return undefined;
  const done = outcomes.filter(({ state }) => state === 'applied').length;
  const before = count(done, 'object before it was', 'objects before it were');
  const others = done === 0 ? '' : `; ${before} applied`;
  return { ...failed.problem, what: `${failed.problem.what}${others}` };
}
