import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it } from 'node:test';
import { parse } from 'yaml';
import { releaseNotes } from '../../../.ci/releaseNotes.ts';
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

const { engines, scripts }: Manifest = JSON.parse(await read('package.json'));

for (const name of ['ci', 'release']) {
  describe(`the workflow ${name}`, async () => {
    const { jobs }: Workflow = parse(await read(`.github/workflows/${name}.yml`));
    const steps = Object.values(jobs).flatMap((job) => job.steps);

    it('pins every action by commit', () => {
      const used = steps.flatMap(({ uses }) => uses ?? []);
      assert.ok(used.length > 0);
      for (const action of used) assert.match(action, /^[\w-]+\/[\w-]+@[0-9a-f]{40}$/);
    });

    it('runs scripts that are there', () => {
      const named = steps.flatMap(({ run }) => /\bnpm run (\S+)/.exec(run ?? '')?.[1] ?? []);
      assert.ok(named.length > 0);
      for (const script of named) assert.ok(script in scripts, script);
    });
  });
}

describe('the workflow ci', async () => {
  const { jobs }: Workflow = parse(await read('.github/workflows/ci.yml'));

  it('tests in the least VS Code that is promised and in the stable one', () => {
    const least = engines.vscode.replace('^', '');
    assert.deepEqual(jobs['vscode']?.strategy?.matrix['version'], [least, 'stable']);
  });
});

describe('.ci/run', async () => {
  const lines = (await read('.ci/run')).split('\n');

  it('runs TypeScript by the Node of our packages, as the one of the machine may not read it', () => {
    const programs = lines.filter((line) => /\.ts\b/.test(line) && !line.startsWith('#'));
    assert.ok(programs.length > 0);
    for (const line of programs) assert.match(line, /^(step|as_root) npm exec -- node /);
  });
});

describe('releaseNotes', () => {
  const changelog = '# Changelog\n\n## 0.2.0\n\n- New.\n\n## 0.1.0 (2026-11-01)\n\n- First.\n';

  it('takes the section of the version', () => {
    const notes = (version: string) => releaseNotes({ tag: `v${version}`, version, changelog });
    assert.equal(notes('0.2.0'), '- New.\n');
    assert.equal(notes('0.1.0'), '- First.\n');
  });

  it('refuses a tag or a version of which nothing is said', () => {
    const notes = (tag: string, version: string) => () => releaseNotes({ tag, version, changelog });
    assert.throws(notes('v0.2.0', '0.1.0'), /The tag v0\.2\.0 is not v0\.1\.0/);
    assert.throws(notes('v0.1', '0.1'), /CHANGELOG\.md says nothing of 0\.1$/);
  });
});
