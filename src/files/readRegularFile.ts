import { closeSync, constants, fstatSync, openSync, readSync, type Stats } from 'node:fs';
import { open } from 'node:fs/promises';

/** A larger file is no manifest: what is checked has 20 million characters at most. */
export const MAX_MANIFEST_BYTES = 80 * 1024 * 1024;

/** Why a file that is there is not read. */
export class FileError extends Error {
  override readonly name = 'FileError';
  /** `EISDIR` as of Node; a device, pipe or socket; more than was asked for. */
  readonly code: 'EISDIR' | 'NOT_REGULAR' | 'TOO_LARGE';

  constructor(code: FileError['code']) {
    super(code);
    this.code = code;
  }
}

/** A pipe that nobody writes to would be waited for. Windows knows none. */
const FLAGS = constants.O_RDONLY | (constants.O_NONBLOCK ?? 0);

/**
 * What is in a regular file of `largest` bytes at most: devices and pipes may have no end, nor may
 * what another program writes meanwhile. Throws a `FileError`, or what Node says.
 */
export async function readRegularFile(file: string, largest: number): Promise<Buffer> {
  const handle = await open(file, FLAGS);
  try {
    const bytes = room(await handle.stat(), largest);
    let size = 0;
    while (size < bytes.length) {
      const { bytesRead } = await handle.read(bytes, size, bytes.length - size);
      if (bytesRead === 0) break;
      size += bytesRead;
    }
    return whole(bytes, size, largest);
  } finally {
    await handle.close();
  }
}

/** The same without waiting: a small file takes a sixth of the time so (Node 24). */
export function readRegularFileSync(file: string, largest: number): Buffer {
  const handle = openSync(file, FLAGS);
  try {
    const bytes = room(fstatSync(handle), largest);
    let size = 0;
    while (size < bytes.length) {
      const count = readSync(handle, bytes, size, bytes.length - size, null);
      if (count === 0) break;
      size += count;
    }
    return whole(bytes, size, largest);
  } finally {
    closeSync(handle);
  }
}

/** The files of /proc say that they are empty: there is room for something more. */
const MIN_ROOM = 64 * 1024;

function room(stats: Stats, largest: number): Buffer {
  if (stats.isDirectory()) throw new FileError('EISDIR');
  if (!stats.isFile()) throw new FileError('NOT_REGULAR');
  if (stats.size > largest) throw new FileError('TOO_LARGE');
  return Buffer.allocUnsafe(Math.min(largest, Math.max(MIN_ROOM, stats.size)) + 1);
}

function whole(bytes: Buffer, size: number, largest: number): Buffer {
  if (size > largest) throw new FileError('TOO_LARGE');
  return bytes.subarray(0, size);
}
