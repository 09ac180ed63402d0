import { kubeTime, type KubeObject, type ManagedFieldsEntry } from '../kube/kubeObject.ts';
import type { JsonObject } from '../kube/json.ts';
import { compare } from './compare.ts';
import {
  fromFieldsV1,
  ofSubresource,
  toFieldsV1,
  union,
  withoutServerOwned,
  withoutTrees,
  type FieldSet,
} from './fieldSet.ts';

/** Who writes, and how. */
export interface Manager {
  readonly name: string;
  readonly operation: 'Apply' | 'Update';
  readonly apiVersion: string;
  readonly subresource?: string;
}

export interface Managed {
  readonly manager: Manager;
  readonly set: FieldSet;
  readonly time: string | undefined;
}

export function readManaged(object: KubeObject | undefined): Managed[] {
  return (object?.metadata.managedFields ?? []).map((entry) => ({
    manager: {
      name: entry.manager,
      operation: entry.operation,
      apiVersion: entry.apiVersion,
      ...(entry.subresource === undefined ? {} : { subresource: entry.subresource }),
    },
    set: fromFieldsV1(entry.fieldsV1),
    time: entry.time,
  }));
}

/** Writes the managers back; those that own nothing any more are left out. */
export function writeManaged(object: KubeObject, managed: readonly Managed[]): KubeObject {
  const entries = managed
    .filter(({ set }) => set.size > 0)
    .toSorted(compareManaged)
    .map(toEntry);
  const { managedFields: _managedFields, ...metadata } = object.metadata;
  return {
    ...object,
    metadata: entries.length === 0 ? metadata : { ...metadata, managedFields: entries },
  };
}

function compareManaged(left: Managed, right: Managed): number {
  const key = ({ manager, time }: Managed) => `${manager.operation} ${time ?? ''} ${manager.name}`;
  return key(left) < key(right) ? -1 : 1;
}

function toEntry({ manager, set, time }: Managed): ManagedFieldsEntry {
  return {
    manager: manager.name,
    operation: manager.operation,
    apiVersion: manager.apiVersion,
    time: time ?? kubeTime(),
    fieldsType: 'FieldsV1',
    fieldsV1: toFieldsV1(set),
    ...(manager.subresource === undefined ? {} : { subresource: manager.subresource }),
  };
}

/** Two applies of one manager are one entry whatever the version; updates differ by it. */
export function isSameManager(left: Manager, right: Manager): boolean {
  return (
    left.name === right.name &&
    left.operation === right.operation &&
    (left.subresource ?? '') === (right.subresource ?? '') &&
    (left.operation === 'Apply' || left.apiVersion === right.apiVersion)
  );
}

/** The same manager's set in a new size; its time moves only when the set changes. */
export function setOf(managed: readonly Managed[], manager: Manager): Managed | undefined {
  return managed.find((one) => isSameManager(one.manager, manager));
}

export function replaceSet(
  managed: readonly Managed[],
  manager: Manager,
  set: FieldSet,
): Managed[] {
  const old = setOf(managed, manager);
  const isSame =
    old !== undefined && old.set.size === set.size && [...old.set].every((path) => set.has(path));
  const next = { manager, set, time: isSame ? old.time : kubeTime() };
  return [...managed.filter((one) => one !== old), next];
}

/** The manager without what it lost. */
export function without(managed: Managed, lost: FieldSet): Managed {
  return { ...managed, set: withoutTrees(managed.set, lost) };
}

/** Notes a write that is no apply: the writer takes over what it changed. */
export function trackUpdate(
  before: KubeObject | undefined,
  after: KubeObject,
  manager: Manager,
  empty: JsonObject,
): KubeObject {
  const changes = compare(before ?? empty, after);
  const taken = ofSubresource(
    withoutServerOwned(union(changes.added, changes.modified)),
    manager.subresource,
  );
  const others = readManaged(before).map((one) => {
    const isOwn = isSameManager(one.manager, manager);
    return without(one, isOwn ? changes.removed : union(changes.removed, taken));
  });
  if (taken.size === 0) return writeManaged(after, others);
  const own = setOf(others, manager)?.set ?? new Set();
  return writeManaged(after, replaceSet(others, manager, union(own, taken)));
}
