import { quantityOf } from '../../model/kubernetes/quantity.ts';
import { claimsSandbox } from '../../model/isolation/claim.ts';
import { ISOLATION_NAMES } from '../../model/isolation/isolation.ts';
import type { RuntimeClass } from '../../model/runtimeClass/runtimeClass.ts';
import { textMapOf } from '../objects/classFromManifest.ts';
import { knownItems } from '../facts/facts.ts';
import type { Fix } from '../findings/finding.ts';
import { didYouMean, nearestName } from '../findings/nearestName.ts';
import { entryOf, valueAt, type YamlScalar } from '../parse/yamlNode.ts';
import { textEntries } from '../objects/podFields.ts';
import { misnamedClass } from './misnamedClass.ts';
import { removal, renaming } from './rule/fixes.ts';
import { spanOf } from './rule/podFlags.ts';
import type { PodRule, PodSubject, RuleFinding } from './rule/rule.ts';

/**
 * RC001 to RC003, RC009, RC012, CL006: what the RuntimeClass admission says of a pod, before there
 * is one.
 */
export const podClass: PodRule = function* (subject) {
  const { pod, text, named, facts } = subject;
  const entry = entryOf(pod.spec, 'runtimeClassName');
  if (entry && !named && entry.value.kind === 'scalar' && isEmptyText(entry.value)) {
    yield {
      code: 'RC009',
      message:
        'The API server refuses an empty runtimeClassName: remove it for the default runtime, or name a class.',
      at: spanOf(entry),
      fixes: removal(text, pod.spec, ['runtimeClassName']),
      // Many an operator reads it as none.
      ...(pod.byShape ? { atMost: 'information' as const } : {}),
    };
  }
  if (!named) return;
  const unknown = misnamedClass(named.node, facts) ?? unknownClass(subject, named.name, named.node);
  // What an operator takes instead of a name, as a pattern, is for it to say.
  if (unknown && !(pod.partial && unknown.code === 'RC012')) yield unknown;
  const { runtimeClass } = named;
  if (!runtimeClass) return;
  yield* notASandbox(subject, runtimeClass);
  if (facts.runtimeClasses.state !== 'complete') return;
  yield* selectorConflicts(subject, runtimeClass);
  yield* overhead(subject, runtimeClass);
};

/** RC001 for a name in a text; `undefined` when the class exists or nothing is known. */
export function unknownClass(
  { facts, named }: Pick<PodSubject, 'facts' | 'named'>,
  name: string,
  node: YamlScalar,
): RuleFinding | undefined {
  if (named?.runtimeClass || facts.runtimeClasses.state === 'unknown') return undefined;
  const known = knownItems(facts.runtimeClasses).map((one) => one.name);
  if (known.includes(name)) return undefined;
  const nearest = nearestName(name, known);
  const where = facts.cluster === undefined ? 'among the given classes' : `in ${facts.cluster}`;
  const fixes: Fix[] = [];
  if (nearest !== undefined) {
    fixes.push(...renaming(node, nearest));
  }
  fixes.push({ title: `Create the RuntimeClass "${name}"…`, edits: [], createRuntimeClass: name });
  return {
    code: 'RC001',
    message: `There is no RuntimeClass "${name}" ${where}: its pods are rejected.${didYouMean(nearest)}`,
    at: node,
    fixes,
    ...(facts.runtimeClasses.state === 'partial' ? { atMost: 'information' as const } : {}),
  };
}

function* notASandbox({ named }: PodSubject, runtimeClass: RuntimeClass): Generator<RuleFinding> {
  if (!named || runtimeClass.isolation !== 'none' || !claimsSandbox(runtimeClass.claim)) return;
  yield {
    code: 'CL006',
    message: `"${named.name}" promises ${ISOLATION_NAMES[runtimeClass.claim]} by its name, but its handler "${runtimeClass.handler}" runs pods on the node's own kernel.`,
    at: named.node,
    ...(named.sure ? {} : { atMost: 'warning' as const }),
  };
}

function* selectorConflicts(
  { pod, text }: PodSubject,
  { name, nodeSelector }: RuntimeClass,
): Generator<RuleFinding> {
  for (const { key, value, node } of textEntries(valueAt(pod.spec, 'nodeSelector'))) {
    const wanted = nodeSelector[key];
    if (wanted === undefined || wanted === value) continue;
    yield {
      code: 'RC002',
      message: `conflict: runtimeClass.scheduling.nodeSelector[${key}] = ${wanted}; pod.spec.nodeSelector[${key}] = ${value}. The class "${name}" adds its own; pods are rejected.`,
      at: node,
      fixes: removal(text, pod.spec, ['nodeSelector', key], `Remove ${key}`),
    };
  }
}

function* overhead({ pod, text }: PodSubject, runtimeClass: RuntimeClass): Generator<RuleFinding> {
  const entry = entryOf(pod.spec, 'overhead');
  const set = textMapOf(entry?.value);
  if (!entry || Object.keys(set).length === 0) return;
  const fixes = removal(text, pod.spec, ['overhead']);
  if (!runtimeClass.overhead) {
    yield {
      code: 'RC003',
      message: `Pod Overhead set without corresponding RuntimeClass defined Overhead: "${runtimeClass.name}" has none. Pods are rejected.`,
      at: spanOf(entry),
      fixes,
    };
  } else if (!sameQuantities(set, runtimeClass.overhead)) {
    yield {
      code: 'RC003',
      message: `Pod's Overhead doesn't match RuntimeClass's defined Overhead: "${runtimeClass.name}" has ${Object.entries(
        runtimeClass.overhead,
      )
        .map(([key, value]) => `${key} ${value}`)
        .join(', ')}. Pods are rejected; the class sets it by itself.`,
      at: spanOf(entry),
      fixes,
    };
  }
}

function sameQuantities(
  one: Readonly<Record<string, string>>,
  other: Readonly<Record<string, string>>,
): boolean {
  const keys = new Set([...Object.keys(one), ...Object.keys(other)]);
  return [...keys].every((key) => quantityOf(one[key] ?? '') === quantityOf(other[key] ?? ''));
}

function isEmptyText(scalar: YamlScalar): boolean {
  return scalar.text === '' && scalar.style !== 'plain';
}
