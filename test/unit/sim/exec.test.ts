import assert from 'node:assert/strict';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import { after, before, describe, it } from 'node:test';
import { Exec, type V1Status } from '@kubernetes/client-node';
import { gvisorKernel, kataKernel } from '../../sim/pods/kernel.ts';
import { startSim, type Sim } from '../../sim/sim.ts';
import { SimClient, simConfig } from './simClient.ts';
import { eventually } from '../../eventually.ts';

interface Result {
  readonly stdout: string;
  readonly status: V1Status;
}

describe('what runs in the pods', () => {
  let sim: Sim;
  before(async () => {
    sim = await startSim();
  });
  after(() => sim.stop());

  async function run(pod: string, command: string[], container = 'main'): Promise<Result> {
    const [namespace = '', name = ''] = pod.split('/');
    const stdout = new PassThrough();
    const output = text(stdout);
    const status = await new Promise<V1Status>((resolve, reject) => {
      const exec = new Exec(simConfig(sim));
      exec
        .exec(namespace, name, container, command, stdout, null, null, false, resolve)
        .catch(reject);
    });
    return { stdout: await output, status };
  }

  /** The name of one of the sample's pods by the beginning of it. */
  function podOf(namespace: string, start: string): string {
    const found = sim.objects('pods', namespace).find((pod) => pod.metadata.name.startsWith(start));
    return `${namespace}/${found?.metadata.name}`;
  }

  for (const [pod, release, version] of [
    ['payments/worker', /^(4\.19\.0-gvisor|4\.4\.0)$/, /Sun Jan 10 15:06:54 PST 2016$/],
    ['payments/legacy', /^6\.8\.0-1065-azure$/, /^Linux version 6\.8\.0-1065-azure /],
    ['payments/api', /^6\.8\.0-1065-azure$/, /^Linux version 6\.8\.0-1065-azure /],
    ['web/storefront', /^6\.6\.137\.mshv1-1\.azl3$/, /^Linux version 6\.6\.137\.mshv1-1\.azl3 /],
    ['web/frontend', /./, /^Linux version 6\.(6\.137\.mshv2-2\.azl3|8\.0-1065-azure) /],
    ['web/impostor', /^4\.19\.0-gvisor$/, /^Linux version 6\.8\.0-1065-azure /],
  ] as const) {
    it(`${pod} sees its kernel`, async () => {
      const [namespace = '', start = ''] = pod.split('/');
      const name = podOf(namespace, start);
      assert.match((await run(name, ['uname', '-r'])).stdout.trim(), release);
      const files = await run(name, ['cat', '/proc/version', '/proc/cmdline']);
      assert.match(files.stdout.split('\n')[0] ?? '', version);
      assert.equal(files.status.status, 'Success');
    });
  }

  it('an image without programs runs nothing, its neighbour does', async () => {
    const checkout = podOf('payments', 'checkout');
    const { status } = await run(checkout, ['cat', '/proc/version'], 'envoy');
    assert.match(status.message ?? '', /no such file or directory|not found/);
    assert.equal((await run(checkout, ['true'], 'app')).status.status, 'Success');
  });

  it('a kernel can be set for a pod, and for the handler of a node', async () => {
    const legacy = podOf('payments', 'legacy');
    sim.setRuntime('payments', 'legacy-0', { kernel: gvisorKernel('4.4.0') });
    assert.equal((await run(legacy, ['uname', '-r'])).stdout, '4.4.0\n');
    const node = 'aks-kata1-31415926-vmss000000';
    sim.setHandlers(node, { kata: kataKernel('6.18.35') });
    const pod = sim.objects('pods', 'web').find((one) => {
      const spec = one['spec'] as { nodeName?: string; runtimeClassName?: string };
      return spec.nodeName === node && spec.runtimeClassName === 'kata-vm-isolation';
    });
    assert.equal((await run(`web/${pod?.metadata.name}`, ['uname', '-r'])).stdout, '6.18.35\n');
  });

  it('a slow command ends after all', async () => {
    sim.setRuntime('payments', 'psql', { profile: 'slow' });
    assert.equal((await run('payments/psql', ['echo', 'x'])).stdout, 'x\n');
  });

  it('a command may hang until the client goes', async () => {
    sim.setRuntime('payments', 'psql', { profile: 'hang' });
    const exec = new Exec(simConfig(sim));
    const out = new PassThrough();
    const socket = await exec.exec('payments', 'psql', 'main', ['cat'], out, null, null, false);
    await eventually(() => sim.requests.openExecs === 1);
    socket.close();
    await eventually(() => sim.requests.openExecs === 0);
  });

  it('a command may write without end', async () => {
    sim.setRuntime('payments', 'psql', { profile: 'flood' });
    const exec = new Exec(simConfig(sim));
    const out = new PassThrough();
    let bytes = 0;
    out.on('data', (chunk: Buffer) => {
      bytes += chunk.length;
    });
    const socket = await exec.exec('payments', 'psql', 'main', ['cat'], out, null, null, false);
    await eventually(() => bytes > 1_000_000);
    socket.close();
    await eventually(() => sim.requests.openExecs === 0);
  });

  it('a connection may break in the middle of the output', async () => {
    sim.setRuntime('payments', 'psql', { profile: 'cutShort' });
    const exec = new Exec(simConfig(sim));
    const out = new PassThrough();
    let status: V1Status | undefined;
    const command = ['uname', '-r'];
    const note = (given: V1Status) => {
      status = given;
    };
    const socket = await exec.exec(
      'payments',
      'psql',
      'main',
      command,
      out,
      null,
      null,
      false,
      note,
    );
    const code = await new Promise<number>((resolve) => {
      socket.addEventListener('close', (event) => resolve(event.code));
    });
    assert.equal(code, 1006);
    assert.equal(status, undefined);
    assert.equal(String(out.read()), '6.8.');
  });

  it('a container whose image is refused waits for it', async () => {
    const client = new SimClient(sim);
    sim.setRuntime('payments', 'psql', { refusesImages: true });
    const path = '/api/v1/namespaces/payments/pods/psql/ephemeralcontainers';
    const pod = sim.object('pods', 'payments', 'psql');
    const spec = pod?.['spec'] as object;
    const added = [{ name: 'probe', image: 'far.example/busybox:1' }];
    const body = { ...pod, spec: { ...spec, ephemeralContainers: added } };
    assert.equal((await client.send('PUT', path, body)).status, 200);
    await eventually(() =>
      JSON.stringify(sim.object('pods', 'payments', 'psql')).includes('ImagePullBackOff'),
    );
    await client.close();
  });
});
