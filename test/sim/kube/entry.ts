import type protobuf from 'protobufjs';
import { encode } from '../protobuf/encode.ts';
import { encodedBytes, type Encoded } from '../protobuf/wireWriter.ts';
import { fieldText } from './fieldSelector.ts';
import type { KubeObject } from './kubeObject.ts';

/** One stored object at one revision. An entry never changes: a write makes a new one. */
export interface Entry {
  readonly key: string;
  readonly revision: number;
  readonly labels: Readonly<Record<string, string>>;
  /** The object as JSON without `apiVersion` and `kind`: the form of a list's item. */
  readonly json: string;
  /** Shared by all readers: copy it before changing it. */
  readonly object: KubeObject;
  field(path: string): string;
  /** The object in protobuf, as the message of its kind. */
  protobuf(message: protobuf.Type): Encoded;
}

/** `namespace/name`, or the bare name of a cluster-scoped object: the order of lists. */
export function entryKey(namespace: string | undefined, name: string): string {
  return namespace === undefined || namespace === '' ? name : `${namespace}/${name}`;
}

/** An entry that holds its object; its JSON and its protobuf are made at first need and kept. */
export class ObjectEntry implements Entry {
  readonly key: string;
  readonly revision: number;
  readonly object: KubeObject;
  #json: string | undefined;
  #protobuf: Encoded | undefined;

  constructor(object: KubeObject, revision: number) {
    this.object = object;
    this.revision = revision;
    this.key = entryKey(object.metadata.namespace, object.metadata.name);
  }

  get labels(): Readonly<Record<string, string>> {
    return this.object.metadata.labels ?? {};
  }

  get json(): string {
    if (this.#json === undefined) {
      const { apiVersion: _apiVersion, kind: _kind, ...rest } = this.object;
      this.#json = JSON.stringify(rest);
    }
    return this.#json;
  }

  field(path: string): string {
    return fieldText(this.object, path);
  }

  protobuf(message: protobuf.Type): Encoded {
    return (this.#protobuf ??= encodedBytes(encode(message, this.object)));
  }
}

/** The entry's whole object as JSON. */
export function wholeJson(entry: Entry, kind: { apiVersion: string; kind: string }): string {
  const head = JSON.stringify({ kind: kind.kind, apiVersion: kind.apiVersion });
  return `${head.slice(0, -1)},${entry.json.slice(1)}`;
}
