import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { promisify } from 'node:util';
import { attachCluster } from '../cluster.ts';
import { clusterFolders } from '../clusterFolders.ts';
import { podManifest, RUNTIME_CLASSES } from '../pod.ts';

const run = promisify(execFile);
const ROOT = path.join(import.meta.dirname, '..', '..', '..');
const NAMESPACE = 'in-cluster-test';
const OWN = 'aks-sandbox-verify';
const IMAGE = 'localhost/lab/aks-sandbox:1';
const cluster = attachCluster();

/** An archive of an image with Node.js and the command line, as docs/in-cluster.md makes one. */
async function commandLineImage(out: string, folder: string): Promise<void> {
  const root = path.join(folder, 'root');
  const home = path.join(root, 'opt/aks-sandbox');
  await mkdir(path.join(root, 'usr/local/bin'), { recursive: true });
  await cp(process.execPath, path.join(root, 'usr/local/bin/node'));
  const { stdout } = await run('ldd', [process.execPath]);
  for (const [library] of stdout.matchAll(/\/\S+\.so\S*/g)) {
    await mkdir(path.join(root, path.dirname(library)), { recursive: true });
    await cp(library, path.join(root, library), { dereference: true });
  }
  for (const part of ['dist', 'schemas', 'package.json']) {
    await cp(path.join(ROOT, part), path.join(home, part), { recursive: true });
  }
  const oci = path.join(import.meta.dirname, '../lab/image/oci.sh');
  const entry = ['/usr/local/bin/node', '/opt/aks-sandbox/dist/cli.cjs'];
  await run('bash', [oci, root, IMAGE, out, ...entry]);
}

/** What was printed on stdout: the log has stderr as well. */
async function writeJson(file: string, log: string): Promise<void> {
  await writeFile(file, /^\{$.*?^\}$/ms.exec(log)?.[0] ?? log);
}

/** The objects of the page, with the image of this test. */
async function documented(): Promise<readonly string[]> {
  const page = await readFile(path.join(ROOT, 'docs/in-cluster.md'), 'utf8');
  const blocks = [...page.matchAll(/^```yaml\n(.*?)^```$/gms)].map(([, yaml = '']) => yaml);
  return blocks.map((yaml) => yaml.replaceAll(/image: .*/g, `image: ${IMAGE}`));
}

describe('verify in a pod, with the rights of its page', () => {
  before(async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'in-cluster-'));
    const { cache } = clusterFolders();
    const images = (await readdir(cache)).filter((one) => one.startsWith('images-')).toSorted();
    // The nodes see the folder; what ends in `.tar` is imported by every node that starts.
    const name = `aks-sandbox-${process.pid}.image`;
    const archive = path.join(cache, images.at(-1) ?? '', name);
    try {
      await commandLineImage(archive, folder);
      for (const node of ['lab-1', 'lab-2']) {
        const imported = ['ctr', '-n', 'k8s.io', 'images', 'import', `/opt/lab/images/${name}`];
        await cluster.execOnNode(node, imported);
      }
    } finally {
      await rm(archive, { force: true });
      await rm(folder, { recursive: true });
    }
    await cluster.kubectl(['apply', '--filename', RUNTIME_CLASSES]);
    await cluster.kubectl(['create', 'namespace', NAMESPACE]);
    const wait = ['wait', '--namespace', NAMESPACE, '--timeout', '90s'];
    await cluster.kubectl([...wait, '--for', 'create', 'serviceaccount/default']);
    for (const [pod, runtimeClassName] of [
      ['sandboxed', 'gvisor'],
      ['fake', 'gvisor-fake'],
    ] as const) {
      const manifest = podManifest({ name: pod, namespace: NAMESPACE, runtimeClassName });
      await cluster.kubectl(['apply', '--filename', '-'], manifest);
    }
    await cluster.kubectl([...wait, '--for', 'condition=Ready', 'pod/sandboxed', 'pod/fake']);
    for (const yaml of (await documented()).slice(0, 2)) {
      await cluster.kubectl(['apply', '--filename', '-'], yaml);
    }
  });
  after(async () => {
    await cluster.kubectl(['delete', 'namespace', NAMESPACE, OWN]);
    await cluster.kubectl(['delete', 'clusterrole,clusterrolebinding', OWN]);
    await cluster.kubectl(['delete', '--filename', RUNTIME_CLASSES]);
  });

  const finished = async (job: string): Promise<void> => {
    const wait = ['wait', '--namespace', OWN, '--timeout', '120s', `job/${job}`];
    await cluster.kubectl([...wait, '--for', 'jsonpath={.status.conditions[*].type}']);
  };
  const own = ['--namespace', OWN];

  it('proves and contradicts as the CronJob of the page', async () => {
    await cluster.kubectl(['create', 'job', 'once', '--from', 'cronjob/verify', ...own]);
    await finished('once');
    const log = await cluster.kubectl(['logs', 'job/once', ...own]);
    assert.match(log, new RegExp(`${NAMESPACE} +sandboxed +gvisor +gvisor +gvisor +image`));
    assert.match(log, new RegExp(`${NAMESPACE} +fake .*host-kernel \\(contradicts claim\\)`));
    const code = await cluster.kubectl([
      'get',
      'pods',
      ...own,
      '--selector',
      'batch.kubernetes.io/job-name=once',
      '--output',
      'jsonpath={.items[*].status.containerStatuses[*].state.terminated.exitCode}',
    ]);
    assert.equal(code, '1');
  });

  it('checks in parts as the Indexed Job of the page, which make one report', async () => {
    const [, , shards = ''] = await documented();
    await cluster.kubectl(['apply', '--filename', '-'], shards);
    await finished('verify-shards');
    const folder = await mkdtemp(path.join(tmpdir(), 'shards-'));
    const files: string[] = [];
    for (const index of [0, 1, 2]) {
      const selector = `batch.kubernetes.io/job-name=verify-shards,batch.kubernetes.io/job-completion-index=${index}`;
      const log = await cluster.kubectl(['logs', ...own, '--selector', selector, '--tail', '-1']);
      const file = path.join(folder, `${index}.json`);
      files.push(file);
      await writeJson(file, log);
    }
    const cli = path.join(ROOT, 'dist/cli.cjs');
    const merged = await run(process.execPath, [cli, 'report', 'merge', ...files]).catch(
      (error: { code: number; stdout: string }) => error,
    );
    await rm(folder, { recursive: true });
    assert.match(merged.stdout, new RegExp(`${NAMESPACE} +sandboxed`));
    assert.match(merged.stdout, new RegExp(`${NAMESPACE} +fake`));
    assert.equal('code' in merged ? merged.code : 0, 1);
  });
});
