import { Texts } from './texts.ts';
import { type ReadMessage, WireReader } from './wireReader.ts';

/**
 * Makes a parser of whole messages, which gives one string for texts that come again. It throws a
 * `SyntaxError`.
 */
export function protobufParser<T>(read: ReadMessage<T>): (bytes: Buffer) => T {
  const texts = new Texts();
  return (bytes) => read(new WireReader(bytes, texts), bytes.length);
}
