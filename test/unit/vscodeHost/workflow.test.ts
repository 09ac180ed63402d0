import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { projectRoot } from '../../vscodeHost/projectPaths.ts';

interface Workflow {
  readonly jobs: Readonly<Record<string, Job>>;
}

interface Job {
  readonly strategy?: { readonly matrix: Readonly<Record<string, readonly string[]>> };
  readonly steps: readonly { readonly uses?: string; readonly run?: string }[];
}

interface Manifest {
  readonly engines: { readonly vscode: string };
  readonly scripts: Readonly<Record<string, string>>;
}

const read = (file: string) => readFile(path.join(projectRoot, file), 'utf8');

describe('the CI workflow', async () => {
  const { jobs }: Workflow = parse(await read('.github/workflows/ci.yml'));
  const { engines, scripts }: Manifest = JSON.parse(await read('package.json'));
  const steps = Object.values(jobs).flatMap((job) => job.steps);

  it('pins every action by commit', () => {
    const used = steps.flatMap(({ uses }) => uses ?? []);
    assert.ok(used.length > 0);
    for (const action of used) assert.match(action, /^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
  });

  it('tests in the least VS Code that is promised and in the stable one', () => {
    const least = engines.vscode.replace('^', '');
    assert.deepEqual(jobs['vscode']?.strategy?.matrix['version'], [least, 'stable']);
  });

  it('runs scripts that are there', () => {
    const named = steps.flatMap(({ run }) => /\bnpm run (\S+)/.exec(run ?? '')?.[1] ?? []);
    assert.ok(named.includes('test:portable'));
    for (const name of named) assert.ok(name in scripts, name);
  });
});
