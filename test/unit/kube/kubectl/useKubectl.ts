import { copyFile, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, beforeEach } from 'node:test';

/** What a kubectl of a test does. */
export interface KubectlPlan {
  readonly prints?: string;
  readonly complains?: string;
  readonly code?: number;
  readonly hangs?: boolean;
  readonly floods?: boolean;
}

/** What it was called with. */
export interface KubectlCall {
  readonly args: readonly string[];
  /** The folder of its kubeconfig. */
  readonly folder: string;
  readonly modes: readonly string[];
  readonly settings: readonly string[];
  readonly tokenInTheOpen: boolean;
  /** What the API server answered it. */
  readonly status: number;
  readonly pids?: readonly number[];
}

export interface UsedKubectl {
  /** Where it lies. */
  readonly folder: string;
  /** An environment whose PATH has it alone. */
  readonly environment: Readonly<Record<string, string>>;
  readonly plan: (plan: KubectlPlan) => Promise<void>;
  readonly calls: () => Promise<readonly KubectlCall[]>;
}

/** Gives the tests of a `describe` a kubectl; there is none for Windows, where only an .exe is one. */
export function useKubectl(): UsedKubectl {
  let folder = '';
  const log = () => path.join(folder, 'kubectl.log');
  const plan = (what: KubectlPlan) =>
    writeFile(path.join(folder, 'kubectl.json'), JSON.stringify(what));
  before(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'kubectl-'));
    const script = path.join(folder, 'kubectl.cjs');
    await copyFile(path.join(import.meta.dirname, 'kubectl.cjs'), script);
    const lines = `#!/bin/sh\nexec "${process.execPath}" "${script}" "$@"\n`;
    await writeFile(path.join(folder, 'kubectl'), lines, { mode: 0o755 });
  });
  beforeEach(async () => {
    await plan({});
    await writeFile(log(), '');
  });
  after(() => rm(folder, { recursive: true }));
  return {
    get folder() {
      return folder;
    },
    get environment() {
      return { PATH: folder };
    },
    plan,
    calls: async () =>
      (await readFile(log(), 'utf8'))
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line) as KubectlCall),
  };
}
