import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { carryingImage } from './carryingImage.ts';
import { GVisorCluster } from './gvisorCluster.ts';
import { type Mirror, startMirror } from './mirror.ts';
import { testReleases, type TestRelease } from './releases.ts';

const NODE = 'lab-1';
const POOL = 'azurelinux';
const IMAGE = 'localhost/lab/gvisor-installer:1';
/** Nobody listens there: a download fails. */
const NOWHERE = 'http://127.0.0.1:9/none';

describe('an installer image that carries the release', () => {
  let gv: GVisorCluster;
  let mirror: Mirror;
  let carried: TestRelease;
  let other: TestRelease;
  let folder: string;
  before(async () => {
    gv = await GVisorCluster.start({
      NODES: '1',
      NODE_POOLS: POOL,
      NODE_CONTAINERD: '2.3.7',
      NODE_LAYOUT: 'aks-new',
    });
    folder = await mkdtemp(path.join(tmpdir(), 'aks-sandbox-'));
    [carried, other] = await testReleases();
    const archive = await carryingImage(carried, IMAGE, folder);
    const image = { release: { name: 'image', sha512: {} }, tarball: archive };
    mirror = await startMirror(gv.host, [image]);
    await gv.on(
      NODE,
      `curl --silent --fail --output /run/image.tar ${mirror.url()}/image/x86_64/gvisor.tar.bz2 &&
        ctr --namespace k8s.io images import /run/image.tar && rm /run/image.tar`,
    );
  });
  after(async () => {
    await mirror[Symbol.asyncDispose]();
    await gv[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  const deploy = ({ release }: TestRelease): Promise<void> =>
    gv.deploy({ pools: [POOL], release, mirror: NOWHERE, image: IMAGE });

  it('installs without a network', async () => {
    const original = await gv.config(NODE);
    await deploy(carried);
    await gv.ready(NODE, carried.release);
    const log = await gv.log(NODE);
    assert.match(log, /step digest/);
    assert.doesNotMatch(log, /step download/);
    await gv.runPods({ name: 'sandboxed', pool: POOL, runtimeClassName: 'gvisor' });
    assert.match(await gv.kernel('sandboxed'), /gvisor/);
    await gv.deletePods('sandboxed');
    await gv.remove();
    assert.equal(await gv.config(NODE), original);
  });

  it('refuses another release than the one that is asked for, and names the image', async () => {
    const original = await gv.config(NODE);
    await deploy(other);
    const { gvisor } = await gv.nodeUntil(NODE, (node) => node.gvisor?.state === 'failed');
    assert.match(
      gvisor?.reason ?? '',
      /the digest of \/gvisor\/x86_64\/gvisor\.tar\.bz2 in the image is wrong/,
    );
    assert.equal(await gv.config(NODE), original);
    await gv.assertHealthy(NODE);
    await gv.remove();
  });
});
