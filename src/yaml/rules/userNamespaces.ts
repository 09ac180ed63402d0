import { capabilityOf } from '../../model/runtimeClass/capability.ts';
import { booleanOf } from '../parse/scalarType.ts';
import { entryOf, resolved } from '../parse/yamlNode.ts';
import { removal } from './rule/fixes.ts';
import { spanOf } from './rule/podFlags.ts';
import type { PodRule, PodSubject } from './rule/rule.ts';

/** RC013: a pod with a user namespace of its own, whose handler may have none. */
export const userNamespaces: PodRule = function* (subject) {
  const { pod, text, named } = subject;
  const entry = entryOf(pod.spec, 'hostUsers');
  const value = resolved(entry?.value);
  if (!named || !entry || value?.kind !== 'scalar' || booleanOf(value) !== false) return;
  const has = hasUserNamespaces(subject);
  if (has === true || (has === undefined && named.isolation !== 'gvisor')) return;
  const handler = named.runtimeClass?.handler ?? '';
  yield has === false
    ? {
        code: 'RC013',
        message: `The nodes of "${named.name}" say that its handler "${handler}" has no user namespaces: kubelet does not start a pod with hostUsers: false there. Remove it.`,
        at: spanOf(entry),
        fixes: removal(text, pod.spec, ['hostUsers']),
      }
    : {
        code: 'RC013',
        message: `Whether the handler of "${named.name}" has user namespaces is not known; newer releases of runsc have them. The nodes say so in status.runtimeHandlers.`,
        at: spanOf(entry),
        atMost: 'information',
      };
};

/** What the nodes that can run the class say; `undefined` when any of them does not tell. */
function hasUserNamespaces({ named, facts }: PodSubject): boolean | undefined {
  const runtimeClass = named?.runtimeClass;
  if (!runtimeClass || facts.nodes.state !== 'complete') return undefined;
  const { capable } = capabilityOf(runtimeClass, facts.nodes.items);
  const told = capable.map((node) => node.userNamespaces?.[runtimeClass.handler]);
  if (told.length === 0 || told.includes(undefined)) return undefined;
  return told.includes(true);
}
