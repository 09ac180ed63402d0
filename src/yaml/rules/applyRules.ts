import type { Isolation } from '../../model/isolation/isolation.ts';
import { isRuntimeClass } from '../objects/classFromManifest.ts';
import { classNamed, type Facts, knownItems } from '../facts/facts.ts';
import { findingOf } from '../findings/findingOf.ts';
import { FINDINGS } from '../catalogue/findingCatalogue.ts';
import { SEVERITIES, type Severity } from '../catalogue/findingInfo.ts';
import type { Finding } from '../findings/finding.ts';
import type { Manifest } from '../objects/manifests.ts';
import { classNamesOfJsonPatch } from '../document/kustomize.ts';
import { namedClassOf } from '../facts/namedClass.ts';
import { entryOf, keyOf, resolved, type YamlNode, type YamlScalar } from '../parse/yamlNode.ts';
import type { ParsedPart } from '../document/parsedPart.ts';
import { podSpecsOf } from '../objects/podSpecs.ts';
import { isPlaceholder } from '../document/templateMask.ts';
import { aksPool } from './aksPool.ts';
import { gvisorHost } from './gvisorHost.ts';
import { gvisorHostAccess, kataHostAccess } from './hostAccess.ts';
import { placementRule } from './placementRule.ts';
import { podClass, unknownClass } from './podClass.ts';
import { gvisorResources, kataResources } from './resourceRules.ts';
import type { PodRule, PodSubject, RuleFinding } from './rule.ts';
import { runtimeClassRules } from './runtimeClassRules.ts';
import { gvisorSecurityContext, kataSecurityContext } from './securityContext.ts';

const BY_ISOLATION: Readonly<Record<Isolation, readonly PodRule[]>> = {
  gvisor: [gvisorHostAccess, gvisorSecurityContext, gvisorResources, gvisorHost],
  kata: [kataHostAccess, kataSecurityContext, kataResources, aksPool],
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
  for (const node of classNamesOfJsonPatch(root)) yield* literalName(node, facts);
  for (const object of part.objects) {
    if (role !== 'template') yield* objectRules(object, part, facts);
    for (const pod of podSpecsOf(object)) {
      const named = namedClassOf(pod, facts);
      if (role === 'template') {
        if (named) yield* literalName(named.node, facts);
        continue;
      }
      const subject: PodSubject = {
        pod,
        text: part.text,
        named,
        partial: isPartial(part),
        facts,
      };
      yield* podRules(subject);
    }
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
  if (isPlaceholder(node.text) || knownItems(facts.runtimeClasses).length === 0) return;
  if (classNamed(facts, node.text)) return;
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

/** The values of every key `runtimeClassName` of a Helm values file. */
function classNamesIn(node: YamlNode | undefined): readonly YamlScalar[] {
  if (node?.kind === 'list') return node.items.flatMap(classNamesIn);
  if (node?.kind !== 'map') return [];
  return node.entries.flatMap((entry) => {
    const value = resolved(entry.value);
    if (keyOf(entry) !== 'runtimeClassName') return classNamesIn(entry.value);
    return value?.kind === 'scalar' && value.text !== '' ? [value] : [];
  });
}
