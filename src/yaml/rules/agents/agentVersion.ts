import { AGENTS_VERSION, OLD_AGENTS_VERSION } from '../../../model/agents/agentKinds.ts';
import { groupOf } from '../../../model/kubernetes/apiVersion.ts';
import type { Fix, TextEdit } from '../../findings/finding.ts';
import { isTrue } from '../../objects/podFields.ts';
import { entryOf, textOf, valueAt } from '../../parse/yamlNode.ts';
import { spanOf } from '../rule/podFlags.ts';
import type { AgentRule, AgentSubject } from './agentSubject.ts';

/** AG009, AG015: the version of the API, and a name that no Service can have. */
export const agentVersion: AgentRule = function* (subject) {
  const { object, facts, agent, spec } = subject;
  const apiVersion = entryOf(object.map, 'apiVersion');
  if (apiVersion && object.apiVersion.endsWith(`/${OLD_AGENTS_VERSION}`)) {
    const served = facts.agents?.versions?.[agent];
    const isGone = served !== undefined && !served.includes(OLD_AGENTS_VERSION);
    const where = isGone ? (facts.cluster ?? 'The cluster') : 'v1.0.0 and newer';
    const claim =
      agent === 'SandboxClaim' ? ` In ${AGENTS_VERSION} a claim names a pool, by warmPoolRef.` : '';
    yield {
      code: 'AG009',
      message: `${where} ${isGone ? 'serves' : 'serve'} no ${OLD_AGENTS_VERSION} of ${agent}: write ${AGENTS_VERSION}.${claim}`,
      at: spanOf(apiVersion),
      fixes: upgraded(subject, apiVersion.value),
      ...(isGone ? {} : { atMost: 'warning' as const }),
    };
  }
  const name = entryOf(entryOf(object.map, 'metadata')?.value, 'name');
  const service = valueAt(spec, 'service');
  if (
    agent === 'Sandbox' &&
    name &&
    service &&
    isTrue(service) &&
    object.name.length > MAX_SERVICE
  ) {
    yield {
      code: 'AG015',
      message: `A Service of that name cannot be made: it has ${object.name.length} characters, and at most ${MAX_SERVICE} are allowed. The Sandbox is refused, or never Ready before v1.0.6.`,
      at: spanOf(name),
    };
  }
};

/** Characters of a DNS label. */
const MAX_SERVICE = 63;

/** The version, and of a Sandbox `operatingMode` for `replicas`; a claim needs a pool first. */
function upgraded(
  { agent, object, spec, text }: AgentSubject,
  { start, end }: { readonly start: number; readonly end: number },
): readonly Fix[] {
  if (agent === 'SandboxClaim') return [];
  const edits: TextEdit[] = [
    { span: { start, end }, newText: `${groupOf(object.apiVersion)}/${AGENTS_VERSION}` },
  ];
  const replicas = agent === 'Sandbox' ? entryOf(spec, 'replicas') : undefined;
  if (replicas) {
    const written = textOf(replicas.value);
    const isPlain = replicas.value.kind === 'scalar' && spec?.entries.includes(replicas) === true;
    if (!isPlain || (written !== '0' && written !== '1')) return [];
    const span = { start: replicas.key.start, end: replicas.value.end };
    const mode = written === '0' ? 'Suspended' : 'Running';
    if (text.slice(span.start, span.end).includes('\n')) return [];
    edits.push({ span, newText: `operatingMode: ${mode}` });
  }
  return [{ title: `Change to ${AGENTS_VERSION}`, edits, preferred: true }];
}
