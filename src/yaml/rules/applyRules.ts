import type { Isolation } from '../../model/isolation/isolation.ts';
import { isRuntimeClass } from '../objects/classFromManifest.ts';
import { classNamed, type Facts } from '../facts/facts.ts';
import { findingOf } from '../findings/findingOf.ts';
import { FINDINGS } from '../catalogue/findingCatalogue.ts';
import { SEVERITIES, type Severity } from '../catalogue/findingInfo.ts';
import type { Finding } from '../findings/finding.ts';
import { isKustomization } from '../document/kustomize.ts';
import { headless, type Manifest } from '../objects/manifests.ts';
import { jsonPatchesIn } from '../embedded/jsonPatch.ts';
import { chartValuesOf, classNamesIn } from '../objects/classNames.ts';
import { namedClassOf } from '../facts/namedClass.ts';
import {
  asMap,
  entryOf,
  isNull,
  resolved,
  type YamlMap,
  type YamlScalar,
} from '../parse/yamlNode.ts';
import type { ParsedPart } from '../document/parsedPart.ts';
import { podViewsOf } from '../objects/podSpecs.ts';
import { isPlaceholder } from '../document/placeholders.ts';
import { agentRules } from './agents/agentRules.ts';
import { aksPool } from './sandbox/aksPool.ts';
import { amounts } from './amounts.ts';
import { gvisorInjection } from './sandbox/gvisorInjection.ts';
import { kataMemory } from './sandbox/kataMemory.ts';
import { userNamespaces } from './userNamespaces.ts';
import { gvisorHost } from './sandbox/gvisorHost.ts';
import { gvisorHostAccess, kataHostAccess } from './sandbox/hostAccess.ts';
import { misnamedClass } from './misnamedClass.ts';
import { placementRule } from './placementRule.ts';
import { podClass, unknownClass } from './podClass.ts';
import { gvisorResources, kataResources } from './sandbox/resourceRules.ts';
import type { PodRule, PodSubject, RuleFinding } from './rule/rule.ts';
import { runtimeClassRules } from './runtimeClassRules.ts';
import { gvisorSecurityContext, kataSecurityContext } from './sandbox/securityContext.ts';

const BY_ISOLATION: Readonly<Record<Isolation, readonly PodRule[]>> = {
  gvisor: [gvisorHostAccess, gvisorSecurityContext, gvisorResources, gvisorHost, gvisorInjection],
  kata: [kataHostAccess, kataSecurityContext, kataResources, kataMemory, aksPool],
  none: [],
  unknown: [],
};

/** What the rules find in a document. Of a template only what a literal class name tells. */
export function* applyRules(part: ParsedPart, facts: Facts): Generator<Finding> {
  const { role, root } = part;
  if (role === 'values') {
    for (const node of classNamesIn(root)) yield* literalName(node, facts, 'information');
    return;
  }
  const inValues = new Set(valuesIn(part).flatMap(classNamesIn));
  for (const node of inValues) yield* literalName(node, facts, 'information');
  if (role === 'template') {
    for (const node of classNamesIn(root)) if (!inValues.has(node)) yield* literalName(node, facts);
    return;
  }
  for (const object of part.objects) {
    yield* objectRules(object, part, facts);
    yield* rulesOfPods(object, part, facts);
    if (!isPartial(part)) {
      for (const found of agentRules(object, part, facts)) yield toFinding(found);
    }
  }
  for (const patch of jsonPatchesIn(part)) {
    for (const finding of rulesOfPods(patch, { ...part, role: 'patch' }, facts)) {
      // What the operations make together stands nowhere as a whole; a name does.
      yield finding.code === 'RC001' || finding.code === 'RC012'
        ? finding
        : { ...finding, fixes: [] };
    }
  }
}

/** What a document gives charts as values; a kustomization need not say its kind. */
function valuesIn({ root, objects }: ParsedPart): readonly YamlMap[] {
  const map = objects.length === 0 && isKustomization(root) ? asMap(root) : undefined;
  return (map ? [headless(map)] : objects).flatMap(chartValuesOf);
}

function* rulesOfPods(object: Manifest, part: ParsedPart, facts: Facts): Generator<Finding> {
  for (const pod of podViewsOf(object)) {
    const named = namedClassOf(pod, facts);
    const partial = pod.partial || isPartial(part);
    yield* podRules({ pod, text: part.text, named, partial, facts });
  }
}

/** Whether fields may be missing in a document that are there when it is applied. */
function isPartial({ role, sureTo }: ParsedPart): boolean {
  return role === 'patch' || sureTo !== undefined;
}

function* podRules(subject: PodSubject): Generator<Finding> {
  const { named, partial } = subject;
  const rules = [
    podClass,
    amounts,
    userNamespaces,
    ...(named ? BY_ISOLATION[named.isolation] : []),
    ...(partial ? [] : [placementRule]),
  ];
  for (const rule of rules) {
    for (const found of rule(subject)) {
      // Without a class from a cluster that is known whole, isolation is what a name promises.
      const unsure = FINDINGS[found.code].family === 'sandbox' && !named?.sure;
      yield toFinding(found, unsure ? 'warning' : undefined);
    }
  }
}

function* objectRules(object: Manifest, part: ParsedPart, facts: Facts): Generator<Finding> {
  if (isRuntimeClass(object)) {
    for (const found of runtimeClassRules(object, part.text, facts, isPartial(part))) {
      yield toFinding(found);
    }
  }
  const namespace = resolved(entryOf(entryOf(object.map, 'metadata')?.value, 'namespace')?.value);
  if (facts.namespaces.state !== 'complete' || namespace?.kind !== 'scalar') return;
  const { text } = namespace;
  if (text === '' || isPlaceholder(text) || facts.namespaces.items.includes(text)) return;
  if (facts.declared?.namespaces.includes(text)) return;
  const where = facts.cluster === undefined ? '' : ` in ${facts.cluster}`;
  const message = `There is no namespace "${text}"${where}: create it first.`;
  yield toFinding({ code: 'CL008', message, at: namespace });
}

function* literalName(node: YamlScalar, facts: Facts, cap?: Severity): Generator<Finding> {
  if (isPlaceholder(node.text) || isNull(node)) return;
  const misnamed = misnamedClass(node, facts);
  if (misnamed) yield toFinding(misnamed, cap);
  if (misnamed || classNamed(facts, node.text)) return;
  const found = unknownClass({ facts, named: undefined }, node.text, node);
  if (found) yield toFinding(found, cap);
}

function toFinding(
  { code, message, at, fixes = [], atMost }: RuleFinding,
  cap?: Severity,
): Finding {
  const levels = [FINDINGS[code].severity, atMost, cap].filter((one) => one !== undefined);
  const severity = SEVERITIES[Math.max(...levels.map((one) => SEVERITIES.indexOf(one)))] ?? 'hint';
  return findingOf(code, at, message, fixes, severity);
}
