import protobuf from 'protobufjs';
import { type Encoded, varintSize, type WireWriter } from './wireWriter.ts';

const WITH_LENGTH = 2;

/** What stands in a place of the model: a text, or a number in its digits. */
export interface Slot {
  readonly name: string;
  readonly model: string;
}

type Part =
  | Uint8Array
  | { readonly slot: string; readonly isNumber: boolean }
  | { readonly tag: number; readonly parts: readonly Part[] };

/**
 * The protobuf of a model object, cut where generated objects differ. Unlike in JSON the lengths of all that
 * is around a slot change with it: they are worked out first, from the inside, and then all is written at once.
 */
export class ProtobufTemplate {
  readonly #parts: readonly Part[];

  constructor(bytes: Uint8Array, type: protobuf.Type, slots: readonly Slot[]) {
    this.#parts = cut(bytes, type, slots);
  }

  /** The object with these values, of ASCII, in the places of the model's. */
  render(values: Values): Encoded {
    const sizes: number[] = [];
    const size = measure(this.#parts, values, sizes);
    return { size, writeTo: (out) => write(out, this.#parts, values, sizes.values()) };
  }
}

type Values = Readonly<Record<string, string>>;

/** How many bytes the parts take; the sizes of the messages among them are noted in the order of writing. */
function measure(parts: readonly Part[], values: Values, sizes: number[]): number {
  let size = 0;
  for (const part of parts) {
    if (part instanceof Uint8Array) size += part.length;
    else if ('parts' in part) {
      const index = sizes.push(0) - 1;
      const inner = measure(part.parts, values, sizes);
      sizes[index] = inner;
      size += varintSize(part.tag) + varintSize(inner) + inner;
    } else {
      const value = values[part.slot] ?? '';
      size += part.isNumber ? varintSize(Number(value)) : value.length;
    }
  }
  return size;
}

function write(
  out: WireWriter,
  parts: readonly Part[],
  values: Values,
  sizes: Iterator<number>,
): void {
  for (const part of parts) {
    if (part instanceof Uint8Array) out.bytes(part);
    else if ('parts' in part) {
      out.varint(part.tag);
      out.varint(sizes.next().value ?? 0);
      write(out, part.parts, values, sizes);
    } else {
      const value = values[part.slot] ?? '';
      if (part.isNumber) out.varint(Number(value));
      else out.ascii(value);
    }
  }
}

/** The parts of a message; those without a slot stay bytes. */
function cut(bytes: Uint8Array, type: protobuf.Type | undefined, slots: readonly Slot[]): Part[] {
  const reader = protobuf.Reader.create(bytes);
  const parts: Part[] = [];
  let plain = 0;
  const keep = (until: number): void => {
    if (until > plain) parts.push(bytes.slice(plain, until));
  };
  while (reader.pos < reader.len) {
    const start = reader.pos;
    const tag = reader.uint32();
    const valueAt = reader.pos;
    if ((tag & 7) !== WITH_LENGTH) {
      reader.skipType(tag & 7);
      const value = protobuf.Reader.create(bytes.slice(valueAt)).uint32();
      const slot = slots.find(({ model }) => model === String(value));
      if (!slot || (tag & 7) !== 0) continue;
      keep(valueAt);
      parts.push({ slot: slot.name, isNumber: true });
    } else {
      const value = reader.bytes();
      if (!slots.some(({ model }) => has(value, model))) continue;
      keep(start);
      const inner = messageIn(type, tag >>> 3);
      parts.push({ tag, parts: inner ? cut(value, inner.type, slots) : cutText(value, slots) });
    }
    plain = reader.pos;
  }
  keep(bytes.length);
  return parts;
}

/** The message that a field holds, if it holds one; an entry of a map is one without a name. */
function messageIn(
  type: protobuf.Type | undefined,
  number: number,
): { readonly type: protobuf.Type | undefined } | undefined {
  const field = type?.fieldsById[number]?.resolve();
  if (field instanceof protobuf.MapField) return { type: undefined };
  return field?.resolvedType instanceof protobuf.Type ? { type: field.resolvedType } : undefined;
}

function cutText(bytes: Uint8Array, slots: readonly Slot[]): Part[] {
  const names = new Map(slots.map(({ name, model }) => [model, name]));
  const pattern = new RegExp(`(${slots.map(({ model }) => RegExp.escape(model)).join('|')})`);
  return Buffer.from(bytes)
    .toString('utf8')
    .split(pattern)
    .filter((text) => text !== '')
    .map((text) => {
      const slot = names.get(text);
      return slot === undefined ? Buffer.from(text) : { slot, isNumber: false };
    });
}

/** Whether bytes hold the text, or, where it is a number, its varint. */
function has(bytes: Uint8Array, model: string): boolean {
  const buffer = Buffer.from(bytes);
  if (buffer.includes(model)) return true;
  if (!/^\d+$/.test(model)) return false;
  return buffer.includes(Buffer.from(protobuf.Writer.create().uint32(Number(model)).finish()));
}
