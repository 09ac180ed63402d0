import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import protobuf from 'protobufjs';

const text = readFileSync(join(import.meta.dirname, 'kubernetes.proto'), 'utf8');
const { root } = protobuf.parse(text, { keepCase: true });
root.resolveAll();

/** The message of this name, or undefined where the embedded cluster has none. */
export function messageOf(name: string): protobuf.Type | undefined {
  const found = root.get(name);
  return found instanceof protobuf.Type ? found : undefined;
}

/** The message of this name. Throws where there is none. */
export function requireMessage(name: string): protobuf.Type {
  const found = messageOf(name);
  if (!found) throw new Error(`kubernetes.proto has no message ${name}`);
  return found;
}
