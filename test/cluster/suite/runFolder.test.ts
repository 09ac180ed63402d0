import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, it } from 'node:test';
import { claimRunFolder } from '../runFolder.ts';

describe('claimRunFolder', () => {
  let folder = '';
  let run = '';
  let takenDown = 0;

  const takeDown = async () => {
    takenDown++;
    await rm(run, { recursive: true });
  };

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'aks-sandbox-run-'));
    run = path.join(folder, 'run');
    takenDown = 0;
  });
  afterEach(() => rm(folder, { recursive: true }));

  it('writes its owner into a new folder', async () => {
    await claimRunFolder(run, takeDown);
    assert.match(
      await readFile(path.join(run, 'owner'), 'utf8'),
      new RegExp(`^${process.pid} \\d+$`),
    );
    assert.equal(takenDown, 0);
  });

  it('refuses the folder of a living owner', async () => {
    await claimRunFolder(run, takeDown);
    await assert.rejects(claimRunFolder(run, takeDown), /process \d+ uses it\. End it/);
    assert.equal(takenDown, 0);
  });

  it('takes down what a dead owner left, even when its id is in use again', async () => {
    await mkdir(run);
    await writeFile(path.join(run, 'owner'), `${process.pid} 1`);
    await claimRunFolder(run, takeDown);
    assert.equal(takenDown, 1);
    assert.doesNotMatch(await readFile(path.join(run, 'owner'), 'utf8'), / 1$/);
  });

  it('does not touch a cluster that somebody started by hand', async () => {
    await mkdir(run);
    await assert.rejects(claimRunFolder(run, takeDown), /started by hand\. End it/);
    assert.equal(takenDown, 0);
  });
});
