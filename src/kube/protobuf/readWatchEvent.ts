import type { WireReader } from './wireReader.ts';

/** One event of a watch; the object is within an envelope of its own. */
export function readWatchEvent(
  reader: WireReader,
  end: number,
): { readonly type: string; readonly raw: Buffer } {
  let type = '';
  let raw: Buffer = Buffer.alloc(0);
  while (reader.next(end)) {
    if (reader.field === 1) type = reader.text();
    else if (reader.field === 2) raw = reader.message(readRawExtension) ?? raw;
    else reader.skip();
  }
  return { type, raw };
}

function readRawExtension(reader: WireReader, end: number): Buffer | undefined {
  let raw: Buffer | undefined;
  while (reader.next(end)) {
    if (reader.field === 1) raw = reader.bytes();
    else reader.skip();
  }
  return raw;
}
