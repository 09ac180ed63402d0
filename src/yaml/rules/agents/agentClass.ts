import { claimsSandbox } from '../../../model/isolation/claim.ts';
import {
  ISOLATION_NAMES,
  SANDBOX_ISOLATIONS,
  type SandboxIsolation,
} from '../../../model/isolation/isolation.ts';
import { classFor } from '../../facts/classFor.ts';
import type { Facts } from '../../facts/facts.ts';
import type { Fix } from '../../findings/finding.ts';
import { isWindowsPod } from '../../objects/podFields.ts';
import { countEdits } from '../../findings/nearestName.ts';
import { removePath } from '../../edit/removePath.ts';
import { setPath } from '../../edit/setPath.ts';
import {
  asMap,
  entryOf,
  isNull,
  keyOf,
  resolved,
  textOf,
  valueAt,
  type YamlEntry,
  type YamlMap,
} from '../../parse/yamlNode.ts';
import { removal, renaming, setting } from '../rule/fixes.ts';
import { spanOf } from '../rule/podFlags.ts';
import type { RuleFinding } from '../rule/rule.ts';
import type { AgentRule, AgentSubject } from './agentSubject.ts';

/** AG001 to AG003: whether the pods of a Sandbox or a template ask for a sandbox at all. */
export const agentClass: AgentRule = function* (subject) {
  const { agent, podSpec, podEntry, text, facts } = subject;
  if (agent !== 'Sandbox' && agent !== 'SandboxTemplate') return;
  const misplaced = [...misplacedClasses(subject)];
  yield* misplaced;
  if (!podSpec) return;
  const entry = entryOf(podSpec, 'runtimeClassName');
  if ((!entry || isNull(entry.value)) && misplaced.length === 0) {
    const at = entry ?? podEntry;
    if (!at) return;
    yield {
      code: 'AG001',
      message: `This ${agent} asks for no sandbox: without a runtimeClassName its pods run on the node's own kernel, and nothing else of it isolates them.`,
      at: spanOf(at),
      fixes: choicesFor(podSpec, facts).flatMap(([sandbox, name]) => {
        const title = `Run with ${ISOLATION_NAMES[sandbox]} (${name})`;
        return setting(text, podSpec, ['runtimeClassName'], name, title, { position: 'first' });
      }),
    };
  }
  yield* classWithoutSandbox(subject);
};

/** The sandboxes that a pod can be put into, with the class of each. */
function choicesFor(
  podSpec: YamlMap,
  facts: Facts,
): readonly (readonly [SandboxIsolation, string])[] {
  if (isWindowsPod(podSpec)) return [];
  return SANDBOX_ISOLATIONS.flatMap((sandbox) => {
    const name = classFor(sandbox, facts);
    return name === undefined ? [] : [[sandbox, name] as const];
  });
}

function* classWithoutSandbox({
  agent,
  pod,
  podSpec,
  facts,
}: AgentSubject): Generator<RuleFinding> {
  const named = pod?.named;
  const runtimeClass = named?.runtimeClass;
  if (!runtimeClass || runtimeClass.isolation !== 'none') return;
  // CL006 says it of a class whose name promises one.
  if (claimsSandbox(runtimeClass.claim)) return;
  yield {
    code: 'AG002',
    message: `This ${agent} has no sandbox: the handler "${runtimeClass.handler}" of "${named.name}" runs pods on the node's own kernel.`,
    at: named.node,
    fixes: podSpec
      ? choicesFor(podSpec, facts).flatMap(([, name]) => renaming(named.node, name, false))
      : [],
    ...(named.sure ? {} : { atMost: 'warning' as const }),
  };
}

/** Where people write it, from the `spec`: beside the pod, or as a Deployment has it. */
const ELSEWHERE = [
  [],
  ['podTemplate'],
  ['podTemplate', 'metadata'],
  ['template'],
  ['template', 'spec'],
] as const;

function* misplacedClasses({
  agent,
  object,
  podSpec,
  spec,
  text,
}: AgentSubject): Generator<RuleFinding> {
  const isSet = entryOf(podSpec, 'runtimeClassName') !== undefined;
  for (const below of ELSEWHERE) {
    const entry = entryOf(
      asMap(below.length === 0 ? spec : valueAt(spec, ...below)),
      'runtimeClassName',
    );
    if (!entry) continue;
    const path = ['spec', ...below];
    yield {
      code: 'AG003',
      message: `The API of ${agent} has no runtimeClassName here: kubectl refuses it, other clients have it dropped, and the pods run without a class. It belongs to spec.podTemplate.spec.`,
      at: spanOf(entry),
      fixes: moved(text, object.map, [...path, 'runtimeClassName'], entry, isSet),
    };
  }
  for (const entry of podSpec?.entries ?? []) {
    const key = keyOf(entry);
    if (key === undefined || !isMisspelt(key)) continue;
    const { start, end } = entry.key;
    yield {
      code: 'AG003',
      message: `A pod has no field "${key}": kubectl refuses it, other clients have it dropped, and the pods run without a class. Did you mean "runtimeClassName"?`,
      at: { start, end },
      fixes: isSet
        ? []
        : [
            {
              title: 'Rename to runtimeClassName',
              edits: [{ span: { start, end }, newText: 'runtimeClassName' }],
              preferred: true,
            },
          ],
    };
  }
}

/** A key that means `runtimeClassName`, and is none. */
function isMisspelt(key: string): boolean {
  if (key === 'runtimeClassName') return false;
  const plain = key.toLowerCase().replaceAll(/[^a-z]/g, '');
  return plain === 'runtimeclass' || countEdits(plain, 'runtimeclassname') <= 2;
}

/** The class at its place; what stands there already is left, and this one only goes. */
function moved(
  text: string,
  root: AgentSubject['object']['map'],
  path: readonly string[],
  { value }: YamlEntry,
  isSet: boolean,
): readonly Fix[] {
  const name = textOf(value);
  if (isSet || name === undefined || isNull(value)) return removal(text, root, path);
  const there = resolved(valueAt(root, 'spec', 'podTemplate', 'spec'));
  const removed = removePath(text, root, path, path.length - 1);
  const set =
    there?.kind === 'map' ? setPath(text, there, ['runtimeClassName'], name, 'first') : undefined;
  if (!removed || !set) return [];
  return [{ title: 'Move to spec.podTemplate.spec', edits: [removed, set], preferred: true }];
}
