import { isJsonObject, valueAt, type Json } from '../../kube/json.ts';
import type { KubeObject } from '../../kube/kubeObject.ts';
import type { KubeNode, RuntimeClass } from '../../kube/node.ts';
import type { Pod } from '../../kube/pod.ts';
import { textOf } from '../../kube/textOf.ts';
import { podReason } from './podReason.ts';

export interface Column {
  readonly name: string;
  readonly type: 'string' | 'integer';
  /** 0 is always shown, 1 only in a wide table. */
  readonly priority: 0 | 1;
  readonly cell: (object: KubeObject, now: number) => string | number;
}

function text(name: string, cell: Column['cell'], priority: 0 | 1 = 0): Column {
  return { name, type: 'string', priority, cell };
}

function count(name: string, cell: Column['cell']): Column {
  return { name, type: 'integer', priority: 0, cell };
}

const NAME = text('Name', ({ metadata }) => metadata.name);
const AGE = text('Age', ({ metadata }, now) => age(metadata.creationTimestamp, now));

/** The columns that `kubectl get` shows of a kind; kinds without their own get name and age. */
export function columnsOf(kind: string): readonly Column[] {
  return COLUMNS[kind] ?? [NAME, AGE];
}

function at(object: KubeObject, ...path: string[]): string {
  return textOf(valueAt(object, ...path));
}

function number(object: KubeObject, ...path: string[]): number {
  return Number(valueAt(object, ...path) ?? 0);
}

const COLUMNS: Readonly<Record<string, readonly Column[]>> = {
  Pod: [
    NAME,
    text('Ready', (object) => readyText(object as Pod)),
    text('Status', (object) => podReason(object as Pod)),
    text('Restarts', (object) => restarts(object as Pod)),
    AGE,
    text('IP', (object) => orNone(at(object, 'status', 'podIP')), 1),
    text('Node', (object) => orNone(at(object, 'spec', 'nodeName')), 1),
    text('Nominated Node', () => '<none>', 1),
    text('Readiness Gates', () => '<none>', 1),
  ],
  Node: [
    NAME,
    text('Status', (object) => nodeStatus(object as KubeNode)),
    text('Roles', () => '<none>'),
    AGE,
    text('Version', (object) => at(object, 'status', 'nodeInfo', 'kubeletVersion')),
    text('Internal-IP', (object) => internalIp(object), 1),
    text('External-IP', () => '<none>', 1),
    text('OS-Image', (object) => at(object, 'status', 'nodeInfo', 'osImage'), 1),
    text('Kernel-Version', kernelText, 1),
    text('Container-Runtime', (o) => at(o, 'status', 'nodeInfo', 'containerRuntimeVersion'), 1),
  ],
  RuntimeClass: [NAME, text('Handler', (object) => (object as RuntimeClass).handler), AGE],
  Namespace: [NAME, text('Status', (object) => at(object, 'status', 'phase')), AGE],
  Event: [
    text('Last Seen', (object, now) => age(lastSeen(object), now)),
    text('Type', (object) => at(object, 'type')),
    text('Reason', (object) => at(object, 'reason')),
    text('Object', eventSubject),
    text('Message', (object) => at(object, 'message').trim()),
    text('Name', ({ metadata }) => metadata.name, 1),
  ],
  ConfigMap: [NAME, text('Data', (object) => size(object['data'])), AGE],
  Deployment: [
    NAME,
    text(
      'Ready',
      (o) => `${number(o, 'status', 'readyReplicas')}/${number(o, 'spec', 'replicas')}`,
    ),
    text('Up-to-date', (object) => String(number(object, 'status', 'updatedReplicas'))),
    text('Available', (object) => String(number(object, 'status', 'availableReplicas'))),
    AGE,
  ],
  ReplicaSet: [
    NAME,
    count('Desired', (object) => number(object, 'spec', 'replicas')),
    count('Current', (object) => number(object, 'status', 'replicas')),
    count('Ready', (object) => number(object, 'status', 'readyReplicas')),
    AGE,
  ],
  StatefulSet: [
    NAME,
    text(
      'Ready',
      (o) => `${number(o, 'status', 'readyReplicas')}/${number(o, 'spec', 'replicas')}`,
    ),
    AGE,
  ],
  DaemonSet: [
    NAME,
    count('Desired', (object) => number(object, 'status', 'desiredNumberScheduled')),
    count('Current', (object) => number(object, 'status', 'currentNumberScheduled')),
    count('Ready', (object) => number(object, 'status', 'numberReady')),
    count('Up-to-date', (object) => number(object, 'status', 'updatedNumberScheduled')),
    count('Available', (object) => number(object, 'status', 'numberAvailable')),
    text('Node Selector', () => '<none>'),
    AGE,
  ],
};

function readyText({ spec, status }: Pod): string {
  const ready = (status.containerStatuses ?? []).filter((container) => container.ready);
  return `${ready.length}/${spec.containers.length}`;
}

function restarts({ status }: Pod): string {
  const counts = (status.containerStatuses ?? []).map(({ restartCount }) => restartCount);
  return String(counts.reduce((sum, one) => sum + one, 0));
}

function nodeStatus({ spec, status }: KubeNode): string {
  const ready = status.conditions.find(({ type }) => type === 'Ready');
  const words = [ready?.status === 'True' ? 'Ready' : 'NotReady'];
  if (spec.unschedulable === true) words.push('SchedulingDisabled');
  return words.join(',');
}

function kernelText(object: KubeObject): string {
  const version = at(object, 'status', 'nodeInfo', 'kernelVersion');
  return `${version} (${at(object, 'status', 'nodeInfo', 'architecture')})`;
}

function internalIp(object: KubeObject): string {
  const addresses = valueAt(object, 'status', 'addresses');
  const found = Array.isArray(addresses)
    ? addresses.find((address) => valueAt(address, 'type') === 'InternalIP')
    : undefined;
  return orNone(textOf(valueAt(found, 'address')));
}

function lastSeen(event: KubeObject): string {
  return (
    at(event, 'series', 'lastObservedTime') || at(event, 'lastTimestamp') || at(event, 'eventTime')
  );
}

function eventSubject(event: KubeObject): string {
  const kind = at(event, 'involvedObject', 'kind').toLowerCase();
  return `${kind}/${at(event, 'involvedObject', 'name')}`;
}

function size(map: Json | undefined): number {
  return isJsonObject(map) ? Object.keys(map).length : 0;
}

function orNone(value: string): string {
  return value === '' ? '<none>' : value;
}

/** A time as its distance from now: `45s`, `3m12s`, `7h5m`, `40d`. */
export function age(time: string | undefined, now: number): string {
  if (time === undefined || time === '') return '<unknown>';
  const seconds = Math.max(0, Math.floor((now - Date.parse(time)) / 1000));
  const minutes = Math.floor(seconds / 60);
  const hours = Math.floor(minutes / 60);
  if (seconds < 120) return `${seconds}s`;
  if (minutes < 10) return withRest(`${minutes}m`, seconds % 60, 's');
  if (minutes < 180) return `${minutes}m`;
  if (hours < 8) return withRest(`${hours}h`, minutes % 60, 'm');
  if (hours < 48) return `${hours}h`;
  return `${Math.floor(hours / 24)}d`;
}

function withRest(head: string, rest: number, unit: string): string {
  return rest === 0 ? head : `${head}${rest}${unit}`;
}
