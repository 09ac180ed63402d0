import { groupOf } from '../../model/kubernetes/apiVersion.ts';
import {
  asMap,
  isNull,
  resolved,
  valueAt,
  type YamlMap,
  type YamlScalar,
} from '../parse/yamlNode.ts';
import { replaceFix, type StructureFinding, structureFinding } from './structureFinding.ts';

interface Pods {
  readonly path: readonly string[];
  readonly allowed: readonly string[];
}

const TEMPLATE = ['spec', 'template'];
const ONCE = ['Never', 'OnFailure'];
const ALWAYS: Pods = { path: TEMPLATE, allowed: ['Always'] };

/** Where a kind describes its pods, and which restart policies the API server takes there. */
const POLICIES: ReadonlyMap<string, Pods> = new Map([
  ['batch CronJob', { path: ['spec', 'jobTemplate', ...TEMPLATE], allowed: ONCE }],
  ['batch Job', { path: TEMPLATE, allowed: ONCE }],
  ['apps DaemonSet', ALWAYS],
  ['apps Deployment', ALWAYS],
  ['apps ReplicaSet', ALWAYS],
  ['apps StatefulSet', ALWAYS],
  [' ReplicationController', ALWAYS],
]);

/**
 * What is wrong with the restart policy of a workload's pods, of which no definition tells: those
 * of a Job have none by default that it takes (tried with kube-apiserver 1.36.3). `isWhole` tells
 * whether a map has all its fields to be seen.
 */
export function checkRestartPolicy(
  object: YamlMap,
  { apiVersion, kind }: { readonly apiVersion: YamlScalar; readonly kind: YamlScalar },
  isWhole: (map: YamlMap) => boolean,
): StructureFinding | undefined {
  const found = POLICIES.get(`${groupOf(apiVersion.text)} ${kind.text}`);
  const template = found && asMap(valueAt(object, ...found.path));
  const spec = template && asMap(valueAt(template, 'spec'));
  if (!found || !spec) return undefined;
  const { allowed } = found;
  const policy = resolved(valueAt(spec, 'restartPolicy'));
  if (!policy || isNull(policy)) {
    if (allowed.includes('Always') || !isWhole(spec)) return undefined;
    const at = template.entries.find(({ value }) => resolved(value) === spec)?.key ?? kind;
    const message = `The pods of a ${kind.text} need "restartPolicy": ${allowed.join(' or ')}.`;
    return structureFinding('missing-field', at, message);
  }
  // What is no policy at all, the definitions tell.
  if (policy.kind !== 'scalar' || !/^(?:Always|Never|OnFailure)$/.test(policy.text))
    return undefined;
  if (allowed.includes(policy.text)) return undefined;
  return structureFinding(
    'not-in-enum',
    policy,
    `The pods of a ${kind.text} take ${allowed.join(' or ')}, not ${policy.text}.`,
    ...allowed.map((one) => replaceFix(`Replace with ${one}`, policy, one, allowed.length === 1)),
  );
}
