import { execFile } from 'node:child_process';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Figure } from './figure.ts';

const ROOT = join(import.meta.dirname, '..', '..');
/** As `npm run package` does it. */
const PACKING = ['--no-dependencies', '--readme-path', 'docs/marketplace.md'];
const NOTICES = 'dist/ThirdPartyNotices.txt';
const run = promisify(execFile);

/** Packs the extension and looks at what is in it. */
export async function benchPackage(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'aks-sandbox-package-'));
  const file = join(folder, 'package.vsix');
  const vsce = join(ROOT, 'node_modules', '@vscode', 'vsce', 'vsce');
  try {
    await run(process.execPath, ['esbuild.mjs'], { cwd: ROOT });
    await run(process.execPath, [vsce, 'package', ...PACKING, '--out', file], { cwd: ROOT });
    const { size } = await stat(file);
    const { stdout } = await run(process.execPath, [vsce, 'ls', ...PACKING], { cwd: ROOT });
    const files = stdout.trim().split('\n');
    return [
      {
        what: 'VSIX: size',
        value: `${size.toLocaleString('en')} bytes`,
        target: '≤ 780,000 bytes',
        reached: size <= 780_000,
      },
      {
        what: 'VSIX: files',
        value: String(files.length),
        target: '≤ 45',
        reached: files.length <= 45,
      },
      {
        what: 'VSIX: notices of what is bundled',
        value: files.includes(NOTICES) ? 'yes' : 'no',
        target: 'yes',
        reached: files.includes(NOTICES),
      },
    ];
  } finally {
    await rm(folder, { recursive: true });
  }
}
