/** What may stand at a place of a manifest. */
export type Schema = ObjectSchema | MapSchema | ListSchema | ScalarSchema | AnySchema;

/** A map whose keys are known. */
export interface ObjectSchema {
  readonly kind: 'object';
  /** The type as `kubectl explain` names it: `PodSpec`; empty where it has no name. */
  readonly name: string;
  readonly description: string;
  readonly fields: ReadonlyMap<string, Field>;
  /** Names of the fields without which the API server refuses it. */
  readonly required: readonly string[];
  /**
   * What becomes of a key that is no field: the API server refuses it in a built-in kind, drops it
   * in a custom resource, keeps it where the schema asks for that.
   */
  readonly unknownFields: 'refused' | 'dropped' | 'kept';
}

/** A map whose keys are free, as labels. */
export interface MapSchema {
  readonly kind: 'map';
  readonly element: Field;
}

export interface ListSchema {
  readonly kind: 'list';
  readonly element: Field;
}

export interface ScalarSchema {
  readonly kind: 'scalar';
  readonly type: 'string' | 'integer' | 'number' | 'boolean' | 'quantity' | 'int-or-string';
  /**
   * `int32`, `int64`, `double`, `byte` (base64), `date-time`, `micro-time`; empty when there is
   * none.
   */
  readonly format: string;
  /** The only values that it may have; absent when any will do. */
  readonly enum: readonly string[] | undefined;
}

/** Anything: nothing is known, or nothing is asked. */
export interface AnySchema {
  readonly kind: 'any';
}

/** A field of an object, or what a list or a map holds. */
export interface Field {
  readonly name: string;
  readonly schema: Schema;
  /** What this field is for; empty when only its type is described. */
  readonly description: string;
  readonly required: boolean;
  /** Whether `null` is a value, and not the same as leaving it out. */
  readonly nullable: boolean;
  /** What the API server takes when it is left out; absent when it says none. */
  readonly default: unknown;
}

export const ANY: AnySchema = { kind: 'any' };
