import { agentManifestOf } from '../../objects/agentManifest.ts';
import type { ParsedPart } from '../../document/parsedPart.ts';
import type { Manifest } from '../../objects/manifests.ts';
import { podViewsOf } from '../../objects/podSpecs.ts';
import type { Facts } from '../../facts/facts.ts';
import { entryOf, valueAt } from '../../parse/yamlNode.ts';
import { namedClassOf } from '../../facts/namedClass.ts';
import type { RuleFinding } from '../rule/rule.ts';
import { agentClass } from './agentClass.ts';
import { agentMetadata } from './agentMetadata.ts';
import { agentNetwork } from './agentNetwork.ts';
import { agentPod } from './agentPod.ts';
import { agentReferences } from './agentReferences.ts';
import type { AgentRule, AgentSubject } from './agentSubject.ts';
import { agentVersion } from './agentVersion.ts';
import { liveAgents } from './liveAgents.ts';

const RULES: readonly AgentRule[] = [
  agentClass,
  agentPod,
  agentNetwork,
  agentReferences,
  agentVersion,
  agentMetadata,
  liveAgents,
];

/**
 * What is said of a whole object of agent sandboxes (group `agents.x-k8s.io` and its extensions);
 * nothing of any other, nor of one that is only part of an object.
 */
export function* agentRules(
  object: Manifest,
  { text, root }: Pick<ParsedPart, 'text' | 'root'>,
  facts: Facts,
): Generator<RuleFinding> {
  const agent = agentManifestOf(object);
  if (!agent) return;
  const [pod] = podViewsOf(object);
  const subject: AgentSubject = {
    ...agent,
    text,
    facts,
    isDocument: object.map === root,
    pod: pod && { pod, text, named: namedClassOf(pod, facts), partial: false, facts },
    podEntry: pod && entryOf(valueAt(agent.spec, 'podTemplate'), 'spec'),
    podSpec: pod?.spec,
  };
  for (const rule of RULES) yield* rule(subject);
}
