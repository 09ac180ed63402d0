/** A message of Kubernetes' protobuf form: the fields of it that the product reads. */
export interface Message {
  readonly [name: string]: Field;
}

/**
 * What a field holds: `name` is a text that no other object has, `texts` a map of texts, `quantities` a map of
 * quantities, which read as texts, and `time` a Time, which reads as in JSON.
 */
export type Holds =
  'text' | 'name' | 'number' | 'boolean' | 'bytes' | 'time' | 'texts' | 'quantities' | Message;

export interface Field {
  readonly number: number;
  readonly holds: Holds;
  /** A list, whose items come one by one. */
  readonly isList: boolean;
  /** Items whose first field is another text are left out. */
  readonly only?: string;
}

/** A field of a message. */
export function field(number: number, holds: Holds): Field {
  return { number, holds, isList: false };
}

/** A field that is a list of messages; of those whose first field is a text, the ones with this text alone. */
export function list(number: number, holds: Message, only?: string): Field {
  return { number, holds, isList: true, ...(only === undefined ? {} : { only }) };
}
