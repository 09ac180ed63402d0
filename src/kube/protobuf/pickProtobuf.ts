import type { Shape } from '../pickJson.ts';
import { field, type Field, type Message } from './message.ts';
import { Texts } from './texts.ts';
import { FIRST_WITH_LENGTH, WireReader } from './wireReader.ts';

/** Reads a message, and gives of it what was asked for. Throws a `SyntaxError`. */
export type PickProtobuf = (bytes: Buffer) => Record<string, unknown>;

/**
 * Makes a reader of the wanted parts of a message. It gives what `pickJson` gives of the same object in JSON,
 * except that the API server may name empty texts and `false`, which JSON leaves out. A field that is not
 * wanted has its length before it and costs nothing, however long it is.
 */
export function pickProtobuf(message: Message, shape: Shape): PickProtobuf {
  const wanted = prepare(message, shape);
  const texts = new Texts();
  return (bytes) => pick(new WireReader(bytes, texts), bytes.length, wanted);
}

/** The wanted fields of a message, by their numbers. */
type Wanted = readonly (WantedField | undefined)[];

interface WantedField {
  readonly name: string;
  readonly field: Field;
  /** The fields of a message; the wanted keys of a map, or undefined for all. */
  readonly fields: Wanted;
  readonly keys: ReadonlySet<string> | undefined;
  /** How the items begin that are wanted alone. */
  readonly only: Buffer | undefined;
}

function prepare(message: Message, shape: Shape): Wanted {
  const wanted: (WantedField | undefined)[] = [];
  for (const [name, one] of Object.entries(message)) {
    const part = shape === true ? true : shape[name];
    if (part === undefined) continue;
    const fields = typeof one.holds === 'string' ? [] : prepare(one.holds, part);
    const keys = part === true ? undefined : new Set(Object.keys(part));
    const only = one.only === undefined ? undefined : firstText(one.only);
    wanted[one.number] = { name, field: one, fields, keys, only };
  }
  return wanted;
}

/** How a message begins whose field 1 is this text. */
function firstText(text: string): Buffer {
  return Buffer.concat([Buffer.from([FIRST_WITH_LENGTH, text.length]), Buffer.from(text)]);
}

function pick(reader: WireReader, end: number, wanted: Wanted): Record<string, unknown> {
  const object: Record<string, unknown> = {};
  while (reader.at < end) {
    const tag = reader.varint();
    const one = wanted[tag >>> 3];
    if (one === undefined) {
      reader.skip(tag);
      continue;
    }
    const { name, field: of } = one;
    if (of.isList) {
      const items = (object[name] ??= []) as unknown[];
      const itemEnd = reader.end(tag, end);
      if (one.only && reader.isOtherText(one.only, itemEnd)) reader.at = itemEnd;
      else items.push(pick(reader, itemEnd, one.fields));
    } else if (of.holds === 'texts' || of.holds === 'quantities') {
      const texts = (object[name] ??= {}) as Record<string, string>;
      addEntry(reader, reader.end(tag, end), one, texts);
    } else {
      object[name] = valueOf(reader, tag, end, one);
    }
  }
  if (reader.at !== end) reader.fail();
  return object;
}

function valueOf(reader: WireReader, tag: number, end: number, wanted: WantedField): unknown {
  switch (wanted.field.holds) {
    case 'text':
      return reader.text(reader.end(tag, end));
    case 'name':
      return reader.name(reader.end(tag, end));
    case 'bytes':
      return reader.bytes(reader.end(tag, end));
    case 'number':
      return reader.number(tag);
    case 'boolean':
      return reader.number(tag) !== 0;
    case 'time':
      return timeOf(reader, reader.end(tag, end));
    default:
      return pick(reader, reader.end(tag, end), wanted.fields);
  }
}

/** An entry of a map is a message: its key is the first field, its value the second. */
function addEntry(
  reader: WireReader,
  end: number,
  { field: map, keys }: WantedField,
  texts: Record<string, string>,
): void {
  let key = '';
  let value = '';
  while (reader.at < end) {
    const tag = reader.varint();
    const number = tag >>> 3;
    if (number === 1) {
      key = reader.text(reader.end(tag, end));
      if (keys !== undefined && !keys.has(key)) {
        reader.at = end;
        return;
      }
    } else if (number !== 2) reader.skip(tag);
    else if (map.holds === 'texts') value = reader.text(reader.end(tag, end));
    else value = quantityOf(reader, reader.end(tag, end));
  }
  if (reader.at !== end) reader.fail();
  // It would be taken for the object's prototype.
  if (key !== '__proto__') texts[key] = value;
}

const QUANTITY = prepare({ string: field(1, 'text') }, true);
const TIME = prepare({ seconds: field(1, 'number') }, true);

function quantityOf(reader: WireReader, end: number): string {
  const { string = '' } = pick(reader, end, QUANTITY) as { string?: string };
  return string;
}

/** A Time in the form that it has in JSON, where it has no fractions of a second either. */
function timeOf(reader: WireReader, end: number): string {
  const { seconds = 0 } = pick(reader, end, TIME) as { seconds?: number };
  return new Date(seconds * 1000).toISOString().replace('.000Z', 'Z');
}
