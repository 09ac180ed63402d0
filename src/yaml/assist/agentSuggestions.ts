import { ISOLATION_NAMES } from '../../model/isolation/isolation.ts';
import { claimOf } from '../../model/isolation/claim.ts';
import { agentKindOf } from '../../model/agents/agentKinds.ts';
import type { SandboxTemplate } from '../../model/agents/sandboxTemplate.ts';
import { markdownCode, markdownText } from '../../base/text/plainText.ts';
import {
  inNamespace,
  knownPools,
  knownTemplates,
  referred,
  templatesOfPool,
} from '../facts/agentFacts.ts';
import { classNamed, type Facts } from '../facts/facts.ts';
import type { Manifest } from '../objects/manifests.ts';
import type { PathStep } from '../objects/podFields.ts';
import type { Suggestion } from './completion.ts';

/** Where a pool names its template, and a claim its pool. */
const REFERENCES = {
  'spec.sandboxTemplateRef.name': 'template',
  'spec.warmPoolRef.name': 'pool',
} as const;

function referenceAt(object: Manifest, path: readonly PathStep[]): 'template' | 'pool' | undefined {
  if (agentKindOf(object) === undefined) return undefined;
  const at = path.join('.');
  return Object.hasOwn(REFERENCES, at) ? REFERENCES[at as keyof typeof REFERENCES] : undefined;
}

/** The templates or pools of the namespace, where one is named; `undefined` at any other place. */
export function agentSuggestions(
  object: Manifest,
  path: readonly PathStep[],
  facts: Facts,
): readonly Suggestion[] | undefined {
  const reference = referenceAt(object, path);
  if (reference === undefined) return undefined;
  const found =
    reference === 'template'
      ? inNamespace(knownTemplates(facts), object.namespace).map((one) =>
          named(one.name, askedText(one, facts)),
        )
      : inNamespace(knownPools(facts), object.namespace).map((one) =>
          named(one.name, `template ${one.templateName}`),
        );
  return found.filter(({ label }, at) => found.findIndex((one) => one.label === label) === at);
}

/**
 * What a named template or pool asks for; `undefined` at any other place, or when it is not known.
 */
export function agentHover(
  object: Manifest,
  path: readonly PathStep[],
  name: string,
  facts: Facts,
): string | undefined {
  const reference = referenceAt(object, path);
  if (reference === undefined) return undefined;
  const templates =
    reference === 'template'
      ? referred(knownTemplates(facts), object.namespace, name)
      : templatesOfPool(facts, object.namespace, name);
  const rows = templates.map(
    (one) =>
      `Template ${markdownCode(one.name)}${one.namespace ? ` in ${markdownText(one.namespace)}` : ''}: ${markdownText(askedText(one, facts))}.`,
  );
  return rows.length === 0 ? undefined : rows.join('\n\n');
}

function askedText({ runtimeClass }: SandboxTemplate, facts: Facts): string {
  if (runtimeClass === undefined || runtimeClass === '') return 'asks for no sandbox';
  const known = classNamed(facts, runtimeClass);
  const claim = known?.claim ?? claimOf(runtimeClass, undefined);
  return claim === 'unknown'
    ? `class ${runtimeClass}`
    : `${ISOLATION_NAMES[claim]} (${runtimeClass})`;
}

function named(label: string, detail: string): Suggestion {
  return { label, insertText: label, kind: 'value', detail, documentation: '', rank: 0 };
}
