import { open, writeFile } from 'node:fs/promises';
import { StringDecoder } from 'node:string_decoder';

const POLL_MS = 100;

export interface Follower extends AsyncDisposable {
  /** Hands over what has been written up to now. */
  catchUp(): Promise<void>;
}

/** Empties a file, then hands over what others append to it, as text, until it is disposed of. */
export async function followFile(file: string, heard: (piece: string) => void): Promise<Follower> {
  await writeFile(file, '');
  const handle = await open(file, 'r');
  const decoder = new StringDecoder();
  const buffer = Buffer.alloc(65_536);
  const readOn = async (): Promise<void> => {
    const { bytesRead } = await handle.read(buffer, 0, buffer.length);
    if (bytesRead === 0) return;
    heard(decoder.write(buffer.subarray(0, bytesRead)));
    await readOn();
  };
  let reading = Promise.resolve();
  const catchUp = () => (reading = reading.then(readOn));
  const polling = setInterval(() => void catchUp(), POLL_MS);
  return {
    catchUp,
    [Symbol.asyncDispose]: async () => {
      clearInterval(polling);
      await reading;
      await handle.close();
    },
  };
}
