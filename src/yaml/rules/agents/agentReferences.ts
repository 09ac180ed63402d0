import {
  type AgentFacts,
  inNamespace,
  knownPools,
  knownTemplates,
  templatesOfPool,
} from '../../facts/agentFacts.ts';
import type { Facts } from '../../facts/facts.ts';
import type { Fix } from '../../findings/finding.ts';
import { didYouMean, nearestName } from '../../findings/nearestName.ts';
import { isDnsSubdomain } from '../../../model/kubernetes/dnsName.ts';
import { isPlaceholder } from '../../document/placeholders.ts';
import { referredName } from '../../objects/agentManifest.ts';
import { entryOf, itemsOf, resolved, valueAt, type YamlScalar } from '../../parse/yamlNode.ts';
import { creating, type MissingObject } from './createdObject.ts';
import { renaming } from '../rule/fixes.ts';
import { spanOf } from '../rule/podFlags.ts';
import type { RuleFinding } from '../rule/rule.ts';
import type { AgentRule, AgentSubject } from './agentSubject.ts';

/** AG007, AG008, AG010: what pools and claims refer to. */
export const agentReferences: AgentRule = function* (subject) {
  const { agent } = subject;
  if (agent === 'SandboxWarmPool' || agent === 'SandboxClaim') {
    yield* missing(subject, TEMPLATES);
  }
  if (agent !== 'SandboxClaim') return;
  yield* missing(subject, POOLS);
  yield* ownVariables(subject);
};

interface Reference {
  readonly code: 'AG007' | 'AG008';
  readonly kind: MissingObject['kind'];
  readonly field: string;
  readonly known: (
    facts: Facts,
  ) => readonly { readonly namespace: string; readonly name: string }[];
  readonly state: (agents: AgentFacts) => 'complete' | 'partial' | 'unknown';
  readonly why: string;
}

const TEMPLATES: Reference = {
  code: 'AG007',
  kind: 'SandboxTemplate',
  field: 'sandboxTemplateRef',
  known: knownTemplates,
  state: ({ templates }) => templates.state,
  why: 'no Sandbox is made, and before v1.0.7 nothing says so',
};

const POOLS: Reference = {
  code: 'AG008',
  kind: 'SandboxWarmPool',
  field: 'warmPoolRef',
  known: knownPools,
  state: ({ pools }) => pools.state,
  why: 'the claim stays without a Sandbox (WarmPoolNotFound)',
};

function* missing(
  { object, spec, text, facts, isDocument }: AgentSubject,
  { code, kind, field, known, state, why }: Reference,
): Generator<RuleFinding> {
  const node = nameNode(valueAt(spec, field, 'name'));
  if (!node) return;
  const objects = known(facts);
  const names = inNamespace(objects, object.namespace).map(({ name }) => name);
  if (names.includes(node.text)) return;
  const inCluster = facts.agents ? state(facts.agents) : 'unknown';
  // Without a cluster only who declares others of the kind is likely to declare all.
  if (inCluster === 'partial' || (inCluster === 'unknown' && objects.length === 0)) return;
  const nearest = nearestName(node.text, names);
  const where =
    inCluster !== 'complete'
      ? 'among these manifests'
      : object.namespace === ''
        ? `in ${facts.cluster ?? 'the cluster'}`
        : `in the namespace ${object.namespace}`;
  yield {
    code,
    message: `There is no ${kind} "${node.text}" ${where}: ${why}.${didYouMean(nearest)}`,
    at: node,
    fixes: [
      ...(nearest === undefined ? choices(node, names) : renaming(node, nearest)),
      ...(isDocument
        ? creating(text, { kind, name: node.text, namespace: object.namespace }, facts)
        : []),
    ],
    ...(inCluster === 'complete' ? {} : { atMost: 'warning' as const }),
  };
}

/** Which of them is meant only a person knows. */
function choices(node: YamlScalar, names: readonly string[]): readonly Fix[] {
  return names
    .filter(isDnsSubdomain)
    .slice(0, MAX_CHOICES)
    .flatMap((name) => renaming(node, name, false));
}

const MAX_CHOICES = 3;

/** A claim's own variables: refused, or paid for with a cold start. */
function* ownVariables({ object, spec, facts }: AgentSubject): Generator<RuleFinding> {
  const env = entryOf(spec, 'env');
  if (!env || itemsOf(env.value).length === 0) return;
  const poolName = referredName(spec, 'warmPoolRef') ?? '';
  const templates = templatesOfPool(facts, object.namespace, poolName);
  const refused =
    templates.length > 0 &&
    templates.every(({ envVarsInjectionPolicy }) => envVarsInjectionPolicy === 'Disallowed');
  yield refused
    ? {
        code: 'AG010',
        message: `The template "${templates[0]?.name ?? ''}" lets claims add no variables: the claim stays without a Sandbox (EnvVarsInjectionRejected). Put them into the template, secrets by secretKeyRef.`,
        at: spanOf(env),
      }
    : {
        code: 'AG010',
        message:
          'Variables of its own make the claim wait for a cold start, and their values stand in it in clear text, for whoever may read claims.',
        at: spanOf(env),
        atMost: 'information',
      };
}

function nameNode(value: Parameters<typeof resolved>[0]): YamlScalar | undefined {
  const node = resolved(value);
  if (node?.kind !== 'scalar' || node.text === '' || isPlaceholder(node.text)) return undefined;
  return node;
}
