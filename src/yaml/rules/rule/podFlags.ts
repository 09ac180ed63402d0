import { entryOf, valueAt, type YamlEntry } from '../../parse/yamlNode.ts';
import { isTrue } from '../../objects/podFields.ts';
import { removal } from './fixes.ts';
import type { PodSubject, RuleFinding } from './rule.ts';
import type { RuleCode } from '../../catalogue/findingCatalogue.ts';

/** A finding for a flag of the pod spec that is true, with the fix that removes it. */
export function* forbiddenFlag(
  { pod, text }: PodSubject,
  flag: string,
  code: RuleCode,
  message: string,
): Generator<RuleFinding> {
  const entry: YamlEntry | undefined = entryOf(pod.spec, flag);
  if (!entry || !isTrue(entry.value)) return;
  yield { code, message, at: spanOf(entry), fixes: removal(text, pod.spec, [flag]) };
}

/** A finding for each container that is privileged, with the fix that makes it an ordinary one. */
export function* forbiddenPrivileged(
  { pod, text }: PodSubject,
  code: RuleCode,
  message: string,
): Generator<RuleFinding> {
  for (const { map, path } of pod.containers) {
    const entry = entryOf(valueAt(map, 'securityContext'), 'privileged');
    if (!entry || !isTrue(entry.value)) continue;
    const fixes = removal(text, pod.spec, [...path, 'securityContext', 'privileged']);
    yield { code, message, at: spanOf(entry), fixes };
  }
}

/** An entry from its key to the end of a value on the same line, else its key alone. */
export function spanOf({ key, value }: YamlEntry): { start: number; end: number } {
  if (value.kind === 'scalar' && value.style !== 'literal' && value.style !== 'folded') {
    return { start: key.start, end: Math.max(key.end, value.end) };
  }
  return { start: key.start, end: key.end };
}
