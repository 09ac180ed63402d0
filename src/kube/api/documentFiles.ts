import { createHash } from 'node:crypto';
import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describeError, type Log } from '../../base/log.ts';
import type { DocumentCache } from './openApiDocuments.ts';

/**
 * Keeps documents as files of a folder. A folder that cannot be written to keeps nothing, and that
 * is logged.
 */
export function documentFiles(folder: string, log: Log): DocumentCache {
  // A hash comes from a server: it must not name a file elsewhere.
  const fileOf = (hash: string): string =>
    path.join(folder, `${createHash('sha256').update(hash).digest('hex')}.json`);
  return {
    read: (hash) => readFile(fileOf(hash), 'utf8').catch(() => undefined),
    write: async (hash, document) => {
      const file = fileOf(hash);
      try {
        await mkdir(folder, { recursive: true });
        // Another window may read it meanwhile: it is there whole or not at all.
        await writeFile(`${file}.${process.pid}`, document);
        await rename(`${file}.${process.pid}`, file);
      } catch (error) {
        log.debug(`An OpenAPI document was not kept: ${describeError(error)}`);
      }
    },
  };
}
