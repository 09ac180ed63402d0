import {
  resolved,
  entryOf,
  isNull,
  itemsOf,
  textOf,
  valueAt,
  type YamlMap,
  type YamlNode,
} from '../../parse/yamlNode.ts';
import { spanOf } from '../rule/podFlags.ts';
import type { RuleFinding } from '../rule/rule.ts';
import type { AgentRule, AgentSubject } from './agentSubject.ts';

/** AG005, AG014: the network of the pods of a template. */
export const agentNetwork: AgentRule = function* (subject) {
  const { agent, spec } = subject;
  if (agent !== 'SandboxTemplate') return;
  const management = entryOf(spec, 'networkPolicyManagement');
  if (management && textOf(management.value) === 'Unmanaged') {
    yield {
      code: 'AG005',
      message:
        'No NetworkPolicy is made for these pods: they reach whatever the node reaches, unless another policy selects them.',
      at: spanOf(management),
      atMost: 'information',
    };
    return;
  }
  const policy = entryOf(spec, 'networkPolicy');
  for (const direction of ['ingress', 'egress'] as const) {
    for (const rule of itemsOf(valueAt(policy?.value, direction))) yield* openRule(rule, direction);
  }
  if (!policy || isNull(policy.value)) yield* publicDns(subject);
};

function* openRule(rule: YamlNode, direction: 'ingress' | 'egress'): Generator<RuleFinding> {
  const peers = direction === 'ingress' ? 'from' : 'to';
  const way = `${peers} anywhere`;
  const found = resolved(rule);
  if (found?.kind !== 'map') return;
  if (allowsAll(found, peers)) {
    const message = `This rule allows all traffic ${way}, also within the cluster and to the metadata of the node.`;
    yield { code: 'AG005', message, at: rule };
    return;
  }
  for (const peer of itemsOf(valueAt(found, peers))) {
    const block = valueAt(peer, 'ipBlock');
    const cidr = entryOf(block, 'cidr');
    const text = textOf(cidr?.value) ?? '';
    if (!cidr || !/^(?:0\.0\.0\.0|::)\/0$/.test(text)) continue;
    if (itemsOf(valueAt(block, 'except')).length > 0) continue;
    const message = `${text} without exceptions allows traffic ${way}, also within the cluster and to the metadata of the node.`;
    yield { code: 'AG005', message, at: spanOf(cidr) };
  }
}

/** A rule without peers is one for all of them (NetworkPolicy, networking.k8s.io/v1). */
function allowsAll(rule: YamlMap, peers: 'from' | 'to'): boolean {
  const ports = entryOf(rule, 'ports');
  const isOfSomePorts = ports !== undefined && itemsOf(ports.value).length > 0;
  return !isOfSomePorts && itemsOf(valueAt(rule, peers)).length === 0 && !isUnread(rule, peers);
}

/** Whether something else than a list stands there, as a placeholder does. */
function isUnread(rule: YamlMap, peers: 'from' | 'to'): boolean {
  const value = resolved(valueAt(rule, peers));
  return value !== undefined && value.kind !== 'list' && !isNull(value);
}

function* publicDns({ podEntry, podSpec }: AgentSubject): Generator<RuleFinding> {
  if (!podSpec || !podEntry || !isNull(valueAt(podSpec, 'dnsPolicy'))) return;
  yield {
    code: 'AG014',
    message:
      'Without a dnsPolicy and a networkPolicy these pods ask 8.8.8.8 and 1.1.1.1, not the DNS of the cluster: names of Services and of private zones are not found, and a firewall may stop them.',
    at: spanOf(podEntry),
  };
}
