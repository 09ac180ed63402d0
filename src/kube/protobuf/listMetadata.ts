import { withoutMagic } from './envelope.ts';
import { LIST_META } from './messages.ts';
import { pickProtobuf } from './pickProtobuf.ts';
import { Texts } from './texts.ts';
import { FIRST_WITH_LENGTH, WireReader } from './wireReader.ts';

/** The tag of `raw` in what is around every object. */
const RAW = 0x12;
const pick = pickProtobuf(LIST_META, true);

/**
 * The metadata of a list from its first bytes, in which it stands before the items. Throws a `SyntaxError` when
 * they end too early.
 */
export function listMetadata(head: Buffer): Record<string, unknown> {
  const bytes = withoutMagic(head);
  const reader = new WireReader(bytes, new Texts());
  for (let tag = reader.varint(); tag !== RAW; tag = reader.varint()) reader.skip(tag);
  // How long the whole list is.
  reader.varint();
  if (reader.varint() !== FIRST_WITH_LENGTH) reader.fail();
  return pick(reader.bytes(reader.end(FIRST_WITH_LENGTH, bytes.length)));
}
