import type { AgentManifest } from '../../objects/agentManifest.ts';
import type { YamlEntry, YamlMap } from '../../parse/yamlNode.ts';
import type { PodSubject, RuleFinding } from '../rule/rule.ts';
import type { Facts } from '../../facts/facts.ts';

/** An agent sandbox's object with all that a rule may ask. */
export interface AgentSubject extends AgentManifest {
  /** The text that its offsets are in. */
  readonly text: string;
  readonly facts: Facts;
  /** It is a document of its own, and no item of a list. */
  readonly isDocument: boolean;
  /** Its pod; of a Sandbox and a template alone. */
  readonly pod: PodSubject | undefined;
  /** The entry of the `spec` of its pod template, where it is written. */
  readonly podEntry: YamlEntry | undefined;
  /** The `spec` of its pod template, where it has fields. */
  readonly podSpec: YamlMap | undefined;
}

/** A rule about an object of agent sandboxes, or several of one theme. */
export type AgentRule = (subject: AgentSubject) => Iterable<RuleFinding>;
