import { claimsSandbox } from '../../../model/isolation/claim.ts';
import { containerName, volumesOf } from '../../objects/podFields.ts';
import { booleanOf } from '../../parse/scalarType.ts';
import { entryOf, itemsOf, isNull, resolved, textOf, valueAt } from '../../parse/yamlNode.ts';
import { isPlaceholder } from '../../document/placeholders.ts';
import {
  hasPodLimit,
  limitFix,
  limitOf,
  nameSpan,
  regularContainers,
} from '../rule/containerLimits.ts';
import { removal, setting } from '../rule/fixes.ts';
import { forbiddenFlag, forbiddenPrivileged, spanOf } from '../rule/podFlags.ts';
import type { PodSubject, RuleFinding } from '../rule/rule.ts';
import type { AgentRule, AgentSubject } from './agentSubject.ts';

/** AG004, AG006, AG011: what an agent's pod has besides its class. */
export const agentPod: AgentRule = function* (subject) {
  yield* token(subject);
  if (!subject.pod) return;
  yield* limits(subject.pod);
  yield* hostAccess(subject.pod);
};

/**
 * The controller says false for the pods of a template where it says nothing, not for those of a
 * Sandbox made by hand.
 */
function* token({ agent, podEntry, podSpec, text }: AgentSubject): Generator<RuleFinding> {
  if (!podSpec) return;
  const entry = entryOf(podSpec, 'automountServiceAccountToken');
  const value = resolved(entry?.value);
  if (value?.kind === 'scalar' && isPlaceholder(value.text)) return;
  const unset = !entry || isNull(entry.value);
  const mounts =
    value?.kind === 'scalar' && !unset ? booleanOf(value) !== false : agent === 'Sandbox';
  const at = entry ?? podEntry;
  if (!mounts || !at) return;
  const title = 'Set automountServiceAccountToken: false';
  yield {
    code: 'AG004',
    message: unset
      ? "The agent's code can read a token of the API server: a Sandbox made by hand mounts it unless automountServiceAccountToken is false."
      : "The agent's code can read a token of the API server: automountServiceAccountToken is true.",
    at: spanOf(at),
    fixes: setting(text, podSpec, ['automountServiceAccountToken'], false, title, {
      preferred: true,
    }),
  };
}

function* limits(subject: PodSubject): Generator<RuleFinding> {
  const { named } = subject;
  // KT008 says it of Kata, whose VM is sized by the limit.
  if (named?.isolation === 'kata' || hasPodLimit(subject, 'memory')) return;
  const containers = regularContainers(subject);
  const unlimited = containers.filter((container) => limitOf(container, 'memory') === undefined);
  // GV022 says it of gVisor where some have a limit.
  if (named?.isolation === 'gvisor' && unlimited.length < containers.length) return;
  for (const container of unlimited) {
    yield {
      code: 'AG006',
      message: `${containerName(container)} has no memory limit: one agent can use up the memory of its node.`,
      at: nameSpan(container.map),
      fixes: limitFix(subject, container, 'memory', '1Gi'),
    };
  }
}

const HOST_NAMESPACES = ['hostNetwork', 'hostPID', 'hostIPC'] as const;

function* hostAccess(subject: PodSubject): Generator<RuleFinding> {
  const { pod, named, text } = subject;
  // The rules of gVisor and Kata say it of theirs, and of an unknown handler nothing is known.
  if (named && (claimsSandbox(named.isolation) || named.isolation === 'unknown')) return;
  for (const flag of HOST_NAMESPACES) {
    yield* forbiddenFlag(subject, flag, 'AG011', openMessage(`${flag} shares that of the node`));
  }
  const devices = openMessage('a privileged container has every device of the node');
  yield* forbiddenPrivileged(subject, 'AG011', devices);
  for (const { map, path } of pod.containers) {
    for (const [index, port] of itemsOf(valueAt(map, 'ports')).entries()) {
      const hostPort = entryOf(port, 'hostPort');
      if (!hostPort || textOf(hostPort.value) === '0') continue;
      const fixes = removal(text, pod.spec, [...path, 'ports', index, 'hostPort']);
      yield opened('hostPort takes a port of the node', hostPort, fixes);
    }
  }
  for (const { map } of volumesOf(pod.spec)) {
    const entry = entryOf(map, 'hostPath');
    if (entry) yield opened('hostPath opens files of the node', entry, []);
  }
}

function opened(
  what: string,
  entry: Parameters<typeof spanOf>[0],
  fixes: RuleFinding['fixes'] = [],
): RuleFinding {
  return { code: 'AG011', message: openMessage(what), at: spanOf(entry), fixes };
}

function openMessage(what: string): string {
  return `The node is open to the agent: ${what}, and no sandbox stands between.`;
}
