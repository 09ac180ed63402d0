import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

const VERSION = 'v0.8.0';
const MODULE = 'github.com/yannh/kubeconform/cmd/kubeconform';

/**
 * Builds kubeconform from its Go module, once, and gives the path of the program. Throws with what is missing where
 * there is no Go, or no module.
 */
export async function buildKubeconform(): Promise<string> {
  const cache = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  const folder = join(cache, 'aks-sandbox-bench', `kubeconform-${VERSION}`);
  const program = join(folder, 'kubeconform');
  if (existsSync(program)) return program;
  try {
    const env = { ...process.env, GOBIN: folder };
    await promisify(execFile)('go', ['install', `${MODULE}@${VERSION}`], { env });
  } catch (error) {
    const { code, stderr } = error as { readonly code?: unknown; readonly stderr?: string };
    throw new Error(
      code === 'ENOENT'
        ? 'The bench builds kubeconform, and there is no `go` on the PATH. Install Go.'
        : `Go cannot build ${MODULE}@${VERSION}; it needs a Go module proxy or the module in its cache. ${stderr}`,
      { cause: error },
    );
  }
  return program;
}
