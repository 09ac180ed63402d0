import { referred } from '../../facts/agentFacts.ts';
import { knownItems } from '../../facts/facts.ts';
import { stableJson } from '../../../model/agents/stableJson.ts';
import { isPlaceholder } from '../../document/placeholders.ts';
import { jsonOf } from '../../parse/jsonOf.ts';
import { entryOf, isNull, textOf } from '../../parse/yamlNode.ts';
import { spanOf } from '../rule/podFlags.ts';
import type { RuleFinding } from '../rule/rule.ts';
import type { AgentRule, AgentSubject } from './agentSubject.ts';

/** AG012, AG016: what a change does to what runs already. */
export const liveAgents: AgentRule = function* (subject) {
  if (subject.agent === 'SandboxTemplate') yield* oldMembers(subject);
  if (subject.agent === 'Sandbox') yield* changedVolumes(subject);
};

function* oldMembers({ object, podEntry, podSpec, facts }: AgentSubject): Generator<RuleFinding> {
  const [live, other] = referred(
    knownItems(facts.agents?.templates),
    object.namespace,
    object.name,
  );
  const entry = entryOf(podSpec, 'runtimeClassName');
  const at = entry ?? podEntry;
  if (!live || other || !at) return;
  const written = entry && !isNull(entry.value) ? (textOf(entry.value) ?? '') : '';
  if (isPlaceholder(written) || written === (live.runtimeClass ?? '')) return;
  const pool = knownItems(facts.agents?.pools).find(
    ({ namespace, templateName, updateStrategy }) =>
      namespace === live.namespace &&
      templateName === live.name &&
      updateStrategy === 'OnReplenish',
  );
  if (!pool) return;
  const had = live.runtimeClass ? `"${live.runtimeClass}"` : 'no class';
  yield {
    code: 'AG012',
    message: `Free members of the pool "${pool.name}" keep ${had} and are handed to new claims: it replenishes on demand. Recreate them, or set updateStrategy.type: Recreate on the pool.`,
    at: spanOf(at),
  };
}

function* changedVolumes({ object, spec, facts }: AgentSubject): Generator<RuleFinding> {
  const known = facts.agents?.volumeClaims;
  const entry = entryOf(spec, 'volumeClaimTemplates');
  if (!known || known.state === 'unknown' || !entry || isPlaceholder(textOf(entry.value) ?? '')) {
    return;
  }
  const [live, other] = referred(known.items, object.namespace, object.name);
  if (!live || other || stableJson(jsonOf(entry.value)) === live.claims) return;
  yield {
    code: 'AG016',
    message: `The volumeClaimTemplates of the live Sandbox "${object.name}" are others, and cannot be changed: make a new Sandbox.`,
    at: spanOf(entry),
    ...(known.state === 'partial' ? { atMost: 'warning' as const } : {}),
  };
}
