import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { MAX_MANIFEST_BYTES } from '../../../../src/files/readRegularFile.ts';
import { type Ran, runCli, startCli } from '../startCli.ts';
import { FACTS, POD } from './lintedFiles.ts';

describe('aks-sandbox lint, on files of strangers', () => {
  let folder: string;
  before(async () => {
    folder = await mkdtemp(join(tmpdir(), 'strange-files-'));
    await write('facts.json', FACTS);
    await write('configured/.aks-sandbox.yaml', 'rules:\n  RC001: warning\n');
    await write('configured/pod.yaml', POD);
    execFileSync('mkfifo', [join(folder, 'pipe')]);
  });
  after(() => rm(folder, { recursive: true }));

  async function write(name: string, text: string): Promise<void> {
    const file = join(folder, name);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }

  function run(args: readonly string[], cwd = '.'): Promise<Ran> {
    const facts = args.includes('--facts') ? [] : ['--facts', join(folder, 'facts.json')];
    const env = { KUBECONFIG: '/nowhere' };
    return runCli(['lint', ...args, ...facts], { cwd: join(folder, cwd), env });
  }

  it('takes the configuration that is named', async () => {
    await write('other.yaml', 'rules:\n  RC001: off\n');
    const named = await run(['configured/pod.yaml', '--config', 'other.yaml']);
    assert.equal(named.code, 0);
    assert.match(named.stderr, /^1 finding left out: 0 by comments, 1 by the configuration\.\n$/);
    const missing = await run(['configured', '--config', 'gone.yaml']);
    assert.equal(missing.code, 2);
    assert.match(missing.stderr, /^aks-sandbox: gone\.yaml does not exist\./);
  });

  it('takes no configuration from above the repository', async () => {
    await write('above/.aks-sandbox.yaml', 'exclude: ["*"]\n');
    await write('above/mine/.git/HEAD', '');
    await write('above/mine/sub/pod.yaml', POD);
    await write('above/alone/pod.yaml', POD);
    for (const cwd of ['above/mine/sub', 'above/alone']) {
      const { code, stdout } = await run(['.'], cwd);
      assert.match(stdout, /\[RC001\]/, cwd);
      assert.equal(code, 1);
    }
    await write('above/mine/.aks-sandbox.yaml', 'exclude: ["*"]\n');
    assert.equal((await run(['.'], 'above/mine/sub')).stdout, '');
  });

  for (const target of ['/dev/zero', '../pipe']) {
    it(`reads no configuration, facts or patterns out of ${target}`, async () => {
      const own = `of-${basename(target)}`;
      await write(`${own}/.git/HEAD`, '');
      await write(`${own}/pod.yaml`, POD);
      await symlink(target, join(folder, own, '.gitignore'));
      assert.match((await run(['.'], own)).stdout, /\[RC001\]/);
      await symlink(target, join(folder, own, '.aks-sandbox.yaml'));
      const configured = await run(['.'], own);
      assert.equal(configured.code, 2);
      assert.match(configured.stderr, /\.aks-sandbox\.yaml is no regular file\./);
      const facts = await run(['pod.yaml', '--facts', '.gitignore'], own);
      assert.equal(facts.code, 2);
      assert.match(facts.stderr, /is no regular file\./);
    });
  }

  it('finds what cannot be read, steps over what is not its own, and goes on', async () => {
    await write('repo/.git/HEAD', '');
    await write('repo/folder/pod.yaml', POD);
    await write('outside.yaml', POD);
    const links = {
      'zero.yaml': '/dev/zero',
      'out.yaml': '../outside.yaml',
      'dangling.yaml': 'nowhere',
      'itself.yaml': 'itself.yaml',
      'in.yaml': 'folder/pod.yaml',
      'folder.yaml': 'folder',
    };
    for (const [name, target] of Object.entries(links)) {
      await symlink(target, join(folder, 'repo', name));
    }
    execFileSync('mkfifo', [join(folder, 'repo/pipe.yaml')]);
    await writeFile(Buffer.from(`${folder}/repo/\xff.yaml`, 'latin1'), POD);
    const { code, stdout, stderr } = await run(['repo']);
    assert.equal(code, 1);
    const found = stdout
      .trimEnd()
      .split('\n')
      .map((line) => line.replace(/^repo\/([^:]*):[\d:]* error: (It .*|).*(\[\w+\])$/, '$1 $2 $3'));
    assert.deepEqual(found.toSorted(), [
      'dangling.yaml It does not exist, and is not checked.  [syntax]',
      'folder/pod.yaml  [RC001]',
      'in.yaml  [RC001]',
      'itself.yaml It is a link that leads to itself, and is not checked.  [syntax]',
      'pipe.yaml It is no regular file, and is not checked.  [syntax]',
      '\ufffd.yaml It does not exist, and is not checked.  [syntax]',
    ]);
    assert.equal(
      stderr,
      ['out', 'zero']
        .map(
          (name) =>
            `repo/${name}.yaml is a link that leads out of the repository: it is not checked.\n`,
        )
        .join(''),
    );
    for (const named of ['repo/zero.yaml', 'repo/pipe.yaml', 'repo/dangling.yaml']) {
      assert.equal((await run([named])).code, 2, named);
    }
  });

  it('says which folders cannot be read, and checks the others', async () => {
    await write('folders/pod.yaml', POD);
    const strange = Buffer.from(`${folder}/folders/sub\xff`, 'latin1');
    await mkdir(strange);
    await writeFile(Buffer.concat([strange, Buffer.from('/pod.yaml')]), POD);
    const { code, stdout } = await run(['folders']);
    assert.equal(code, 1);
    assert.match(stdout, /^folders\/pod\.yaml:\d+:\d+: error: .* \[RC001\]$/m);
    assert.match(stdout, /^folders\/sub\ufffd:1:1: error: It does not exist, and is not checked/m);
  });

  it('says what a .gitignore leaves out, and that nothing was checked', async () => {
    await write('ignored/.gitignore', '*.yaml\n/some/\n');
    await write('ignored/pod.yaml', POD);
    await write('ignored/some/pod.yml', POD);
    await write('ignored/notes.txt', '');
    const { code, stdout, stderr } = await run(['ignored']);
    assert.deepEqual([code, stdout], [0, '']);
    assert.equal(stderr, '.gitignore leaves out 1 file and 1 folder.\nNo file was checked.\n');
  });

  it('takes no more from standard input than a manifest has, and ends when it is told to', async () => {
    const flood = 'x'.repeat(MAX_MANIFEST_BYTES + 1);
    const flooded = await runCli(['lint', '-'], { stdin: flood, stdinStays: true });
    assert.equal(flooded.code, 2);
    assert.match(flooded.stderr, /^aks-sandbox: Standard input is too large\. .*\n$/);
    const more = { stdin: 'x'.repeat(4_000_000), stdinStays: true };
    const { child, ended } = startCli(['lint', '-'], more);
    // A pipe takes all of it once somebody reads.
    if (child.stdin) await once(child.stdin, 'drain');
    child.kill('SIGINT');
    assert.equal((await ended).code, 130);
  });

  it('says what was left out, and by what', async () => {
    await write('left/.git/HEAD', '');
    await write('left/.aks-sandbox.yaml', 'rules: {RC001: off}\nexclude: [skipped.yaml]\n');
    for (const name of ['skipped', 'pod']) await write(`left/${name}.yaml`, POD);
    const host = (comment: string): string =>
      POD.replace('mine', 'gvisor').replace('spec:\n', `spec:\n  hostPID: true${comment}\n`);
    await write('left/all.yaml', `# aks-sandbox: ignore-file\n${host('')}`);
    await write('left/line.yaml', host(' # aks-sandbox: ignore'));
    const left = await run(['.'], 'left');
    assert.equal(left.code, 0);
    assert.equal(left.stdout, '');
    assert.equal(
      left.stderr,
      [
        'The configuration excludes 1 file.',
        'Comments exclude 1 file.',
        '2 findings left out: 1 by comments, 1 by the configuration.\n',
      ].join('\n'),
    );
    const { code, stdout, stderr } = await run(['.', '--no-inline-ignores'], 'left');
    assert.equal(code, 1);
    assert.deepEqual(stdout.match(/^\w+\.yaml/gm), ['all.yaml', 'line.yaml']);
    assert.match(stderr, /^1 finding left out: 0 by comments, 1 by the configuration\.$/m);
  });
});
