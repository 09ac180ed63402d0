import {
  resolved,
  entryOf,
  isNull,
  itemsOf,
  textOf,
  valueAt,
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
  const [peers, way] = direction === 'ingress' ? ['from', 'from anywhere'] : ['to', 'to anywhere'];
  const found = resolved(rule);
  if (found?.kind !== 'map') return;
  if (found.entries.length === 0) {
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

function* publicDns({ podEntry, podSpec }: AgentSubject): Generator<RuleFinding> {
  if (!podSpec || !podEntry || entryOf(podSpec, 'dnsPolicy')) return;
  yield {
    code: 'AG014',
    message:
      'Without a dnsPolicy and a networkPolicy these pods ask 8.8.8.8 and 1.1.1.1, not the DNS of the cluster: names of Services and of private zones are not found, and a firewall may stop them.',
    at: spanOf(podEntry),
  };
}
