import { cp, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { projectRoot } from '../projectPaths.ts';

/** A new folder in the temporary directory, removed when `stack` is disposed of. */
export async function temporaryFolder(
  stack: AsyncDisposableStack,
  prefix = 'aks-sandbox-',
): Promise<string> {
  const dir = await mkdtemp(path.join(tmpdir(), prefix));
  stack.defer(() => rm(dir, { recursive: true, force: true, maxRetries: 5 }));
  return dir;
}

/** A copy of the sample manifests that may be edited freely. */
export async function workspaceCopy(stack: AsyncDisposableStack): Promise<string> {
  const dir = path.join(await temporaryFolder(stack), 'manifests');
  await cp(path.join(projectRoot, 'test/fixtures/workspace'), dir, { recursive: true });
  return dir;
}
