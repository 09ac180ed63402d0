import { AGENTS_GROUP, AGENT_EXTENSIONS_GROUP } from '../../../model/agents/agentKinds.ts';
import { asMap, keyOf, valueAt, type YamlEntry, type YamlNode } from '../../parse/yamlNode.ts';
import { spanOf } from '../rule/podFlags.ts';
import type { RuleFinding } from '../rule/rule.ts';
import type { AgentRule } from './agentSubject.ts';

/** AG013, GV029: labels and annotations that do not reach the pods, or that runtimes read. */
export const agentMetadata: AgentRule = function* ({ agent, spec, pod }) {
  if (agent === 'SandboxClaim') {
    const added = valueAt(spec, 'additionalPodMetadata');
    for (const entry of entriesOf(added, 'labels')) yield* foreignLabel(entry);
    for (const entry of entriesOf(added, 'annotations')) {
      yield* refusedAnnotation(entry);
      yield* readByRuntime(entry, false);
    }
    return;
  }
  const metadata = valueAt(spec, 'podTemplate', 'metadata');
  for (const place of ['labels', 'annotations']) {
    for (const entry of entriesOf(metadata, place)) {
      const key = keyOf(entry) ?? '';
      if (!isReserved(key)) continue;
      const message = `${key} never reaches the pod: the controller drops it.`;
      yield { code: 'AG013', message, at: spanOf(entry), atMost: 'information' };
    }
  }
  const underGvisor = pod?.named?.isolation === 'gvisor';
  for (const entry of entriesOf(metadata, 'annotations')) yield* readByRuntime(entry, underGvisor);
};

function entriesOf(metadata: YamlNode | undefined, place: string): readonly YamlEntry[] {
  return asMap(valueAt(metadata, place))?.entries ?? [];
}

/** What the controller keeps for itself. */
function isReserved(key: string): boolean {
  return (
    [AGENTS_GROUP, AGENT_EXTENSIONS_GROUP].includes(domainOf(key)) ||
    key === 'opentelemetry.io/trace-context'
  );
}

/** What claims may label pods with unless the controller is told otherwise. */
const CLAIMS_DOMAIN = 'sandbox.users.io';

function* foreignLabel(entry: YamlEntry): Generator<RuleFinding> {
  const key = keyOf(entry) ?? '';
  if (key === '' || isWithin(domainOf(key), CLAIMS_DOMAIN)) return;
  const name = key.slice(key.indexOf('/') + 1);
  const { start, end } = entry.key;
  yield {
    code: 'AG013',
    message: `A claim may label pods below ${CLAIMS_DOMAIN}/ alone, unless the controller allows other domains: the claim stays without a Sandbox (InvalidMetadata).`,
    at: spanOf(entry),
    fixes: [
      {
        title: `Rename to ${CLAIMS_DOMAIN}/${name}`,
        edits: [{ span: { start, end }, newText: `${CLAIMS_DOMAIN}/${name}` }],
      },
    ],
  };
}

function* refusedAnnotation(entry: YamlEntry): Generator<RuleFinding> {
  const domain = domainOf(keyOf(entry) ?? '');
  if (!['kubernetes.io', 'k8s.io', AGENTS_GROUP].some((one) => isWithin(domain, one))) return;
  yield {
    code: 'AG013',
    message: `A claim may annotate pods below no ${domain}/: the claim stays without a Sandbox (InvalidMetadata).`,
    at: spanOf(entry),
  };
}

/** Of gVisor's flags under gVisor the rule about each flag says more. */
function* readByRuntime(entry: YamlEntry, underGvisor: boolean): Generator<RuleFinding> {
  const key = keyOf(entry) ?? '';
  if (!/^(?:dev\.gvisor|io\.katacontainers)\./.test(key)) return;
  if (underGvisor && key.startsWith('dev.gvisor.flag.')) return;
  yield {
    code: 'GV029',
    message: `${key} may loosen the sandbox where nodes pass annotations on to their runtime. Remove it.`,
    at: spanOf(entry),
  };
}

function domainOf(key: string): string {
  const slash = key.indexOf('/');
  return slash < 0 ? '' : key.slice(0, slash);
}

function isWithin(domain: string, parent: string): boolean {
  return domain === parent || domain.endsWith(`.${parent}`);
}
