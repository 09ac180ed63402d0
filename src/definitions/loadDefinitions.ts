import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliDecompress } from 'node:zlib';
import { UserError } from '../base/problem.ts';
import { type Definitions, readDefinitions } from '../yaml/schema/types/definitions.ts';

/** Where the definitions lie below the folder of the extension, or of the npm package. */
export const DEFINITIONS_FILE = 'schemas/kubernetes.json.br';

/**
 * Loads the definitions of Kubernetes that the product brings. Reading and unpacking go beside the
 * editor's thread; parsing holds it for some 10 ms. Throws `UserError` when the file is not whole.
 */
export async function loadDefinitions(root: string): Promise<Definitions> {
  const file = path.join(root, DEFINITIONS_FILE);
  try {
    const packed = await readFile(file);
    const json = (await promisify(brotliDecompress)(packed)).toString('utf8');
    return readDefinitions(JSON.parse(json));
  } catch (error) {
    throw new UserError(
      {
        kind: 'internal',
        what: `The definitions of Kubernetes in ${file} cannot be read`,
        next: 'Install AKS Sandbox again.',
        retryable: false,
      },
      error,
    );
  }
}
