import type { RawMetadata, RawOwner } from '../../model/kubernetes/kubernetesObject.ts';
import type { ReadMessage, WireReader } from '../protobuf/wireReader.ts';

// What nodes and pods have in common. Numbers of fields: `generated.proto` in k8s.io/api/core/v1
// and k8s.io/apimachinery v0.36.3. A number never changes its meaning, as the API server stores
// objects in this form.

/** What is read of an object's metadata besides its names. */
export interface WantedMetadata {
  readonly labels: boolean;
  readonly annotations: ReadonlySet<string>;
  readonly owners: boolean;
}

/** ObjectMeta; of the time of deletion only that there is one. */
export function readMetadata(reader: WireReader, end: number, wanted: WantedMetadata): RawMetadata {
  let name = '';
  let namespace = '';
  let uid = '';
  let resourceVersion = '';
  let deletionTimestamp = '';
  const labels: string[] = [];
  const annotations: string[] = [];
  const ownerReferences: RawOwner[] = [];
  while (reader.next(end)) {
    const { field } = reader;
    if (field === 1) name = reader.name();
    else if (field === 3) namespace = reader.text();
    else if (field === 5) uid = reader.name();
    else if (field === 6) resourceVersion = reader.name();
    else if (field === 9) {
      deletionTimestamp = 'set';
      reader.skip();
    } else if (field === 11 && wanted.labels) {
      readEntry(reader, reader.messageEnd(), labels);
    } else if (field === 12) {
      readEntry(reader, reader.messageEnd(), annotations, wanted.annotations);
    } else if (field === 13 && wanted.owners) ownerReferences.push(reader.message(readOwner));
    else reader.skip();
  }
  return {
    name,
    namespace,
    uid,
    resourceVersion,
    deletionTimestamp,
    labels: reader.map(labels),
    annotations: reader.map(annotations),
    ownerReferences,
  };
}

/** The UID and version of an owner matter for a Sandbox alone; its kind stands before them. */
function readOwner(reader: WireReader, end: number): RawOwner {
  let kind = '';
  let name = '';
  let uid = '';
  let apiVersion = '';
  let controller = false;
  while (reader.next(end)) {
    const { field } = reader;
    if (field === 1) kind = reader.text();
    else if (field === 3) name = reader.text();
    else if (field === 4 && kind === 'Sandbox') uid = reader.name();
    else if (field === 5 && kind === 'Sandbox') apiVersion = reader.text();
    else if (field === 6) controller = reader.boolean();
    else reader.skip();
  }
  return { kind, name, uid, apiVersion, controller };
}

/**
 * Adds an entry of a map, key and value. It is a message: its key is the first field, its value the
 * second, a text or a message that `readValue` reads.
 */
export function readEntry(
  reader: WireReader,
  end: number,
  entries: string[],
  keys?: ReadonlySet<string>,
  readValue?: ReadMessage<string>,
): void {
  let key = '';
  let value = '';
  while (reader.next(end)) {
    if (reader.field === 1) {
      key = reader.text();
      if (keys !== undefined && !keys.has(key)) {
        reader.skipTo(end);
        return;
      }
    } else if (reader.field === 2) value = readValue ? reader.message(readValue) : reader.text();
    else reader.skip();
  }
  // It would be taken for the object's prototype.
  if (key !== '__proto__') entries.push(key, value);
}

/** What is read of a reference to an owner in JSON. */
export const OWNER_SHAPE = {
  apiVersion: true,
  kind: true,
  name: true,
  uid: true,
  controller: true,
} as const;

/** What is read of a condition in JSON. */
export const CONDITION_SHAPE = { type: true, status: true, reason: true, message: true } as const;

/** A condition of a node or of a pod. */
export interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason: string;
  readonly message: string;
}

/** Adds a condition if it is of this type: of a dozen one is looked at. */
export function readCondition(
  reader: WireReader,
  end: number,
  only: string,
  conditions: Condition[],
): void {
  let status = '';
  let reason = '';
  let message = '';
  while (reader.next(end)) {
    const { field } = reader;
    if (field === 1 && reader.text() !== only) {
      reader.skipTo(end);
      return;
    }
    if (field === 2) status = reader.text();
    else if (field === 5) reason = reader.text();
    else if (field === 6) message = reader.text();
    else if (field !== 1) reader.skip();
  }
  conditions.push({ type: only, status, reason, message });
}

/** The text that is field 1 of a message, e.g. the name of a PodOS or the digits of a Quantity. */
export function readFirstText(reader: WireReader, end: number): string {
  let text = '';
  while (reader.next(end)) {
    if (reader.field === 1) text = reader.text();
    else reader.skip();
  }
  return text;
}
