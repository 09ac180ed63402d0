import { count, plural } from '../../../base/text/count.ts';
import { ApiError } from '../../../kube/api/apiError.ts';
import type { Outcome } from '../../../kube/write/applyObjects.ts';
import type { Notice } from '../../notifications.ts';

/**
 * What the API server refuses, and the path of the field that it speaks of; empty where it names
 * none.
 */
export interface Refusal {
  readonly field: string;
  readonly message: string;
}

/**
 * What a dry run of `objects` objects came to: problems that were found, and objects that could not
 * be tried.
 */
export function dryRunMessage(
  cluster: string,
  { objects, problems, skipped }: Readonly<Record<'objects' | 'problems' | 'skipped', number>>,
): Notice {
  if (problems > 0) {
    return {
      severity: 'warning',
      message: `${cluster} would refuse this manifest: ${count(problems, 'problem is', 'problems are')} in the Problems panel.`,
    };
  }
  const all = plural(objects, 'it', `all ${count(objects, 'object')}`);
  const untried = skipped > 0 ? `; ${skipped} could not be tried, as their namespace is new` : '';
  return {
    severity: 'information',
    message: `${cluster} accepts ${all} (dry run, with the pods that are made)${untried}.`,
  };
}

/**
 * What is refused of an object, or of the Pod that its template makes: then `prefix` is where the
 * Pod is in it.
 */
export function refusalsOf(outcome: Outcome, prefix: readonly string[]): readonly Refusal[] {
  if (outcome.state !== 'failed') return [];
  const { error, problem } = outcome;
  const causes = error instanceof ApiError ? error.causes : [];
  if (causes.length === 0) {
    const message = error instanceof ApiError ? error.serverMessage : problem.what;
    return [{ field: classField(message, prefix), message }];
  }
  return causes.map(({ field = '', message: said = '' }) => {
    const message = `${field}: ${said}`;
    return {
      field: field === '' ? classField(message, prefix) : [...prefix, field].join('.'),
      message,
    };
  });
}

/** The RuntimeClass admission names no field; what it speaks of is known all the same. */
function classField(message: string, prefix: readonly string[]): string {
  if (!/RuntimeClass|runtimeClass/.test(message)) return '';
  return [...prefix, 'spec', 'runtimeClassName'].join('.');
}
