import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { readInstalled } from '../../../src/gvisor/deploy/installed.ts';
import { readPaused, setPaused } from '../../../src/gvisor/deploy/pause.ts';
import { NAMESPACE } from '../../../src/gvisor/manifest/installerNames.ts';
import { ApiResources } from '../../../src/kube/write/apiResources.ts';
import type { GVisorState } from '../../../src/model/node/gvisorNode.ts';
import { GVisorCluster } from './gvisorCluster.ts';
import { type Mirror, startMirror } from './mirror.ts';
import { type TestRelease, testReleases } from './releases.ts';

const [FIRST, SECOND, THIRD] = ['lab-1', 'lab-2', 'lab-3'] as const;
const { signal } = new AbortController();

describe('a rollout of gVisor that a person takes in steps', () => {
  let gv: GVisorCluster;
  let mirror: Mirror;
  let releases: readonly [TestRelease, TestRelease];
  let original: string;
  before(async () => {
    gv = await GVisorCluster.start({ NODES: '3', NODE_POOLS: 'one one one' });
    releases = await testReleases();
    mirror = await startMirror(gv.host, releases);
    original = await gv.config(SECOND);
  });
  after(async () => {
    await mirror[Symbol.asyncDispose]();
    await gv[Symbol.asyncDispose]();
  });

  const deploy = (onlyNodes?: readonly string[], { release } = releases[0]) =>
    gv.deploy({
      pools: ['one'],
      release,
      mirror: mirror.url(),
      ...(onlyNodes ? { onlyNodes } : {}),
    });
  const installed = () => readInstalled(gv.connection, new ApiResources(gv.connection), signal);
  const paused = () => readPaused(gv.connection, new ApiResources(gv.connection), signal);
  const pause = (value: boolean) =>
    setPaused(gv.connection, new ApiResources(gv.connection), value, signal);
  const says = (name: string, state: GVisorState) =>
    gv.nodeUntil(name, ({ gvisor }) => gvisor?.state === state);

  it('goes to one node alone, and the cluster says so', async () => {
    await deploy([FIRST]);
    await gv.ready(FIRST);
    assert.deepEqual((await installed())?.onlyNodes, [FIRST]);
    assert.deepEqual(
      (await gv.pods(NAMESPACE)).map(({ node }) => node),
      [FIRST],
    );
    assert.equal((await gv.node(SECOND)).gvisor, undefined);
  });

  it('begins with no node while it is paused, and leaves the first one as it is', async () => {
    assert.equal(await paused(), false);
    await pause(true);
    assert.equal(await paused(), true);
    const invocation = await gv.invocation(FIRST);
    await deploy();
    for (const name of [SECOND, THIRD]) {
      assert.equal((await says(name, 'paused')).gvisor?.serves, false);
      assert.equal(await gv.config(name), original);
    }
    assert.equal(await paused(), true, 'to deploy again does not resume it');
    await gv.ready(FIRST);
    assert.equal((await installed())?.onlyNodes, undefined);
    assert.equal(await gv.invocation(FIRST), invocation, 'containerd was not restarted again');
  });

  it('brings the node to its end that had begun when it was paused', async () => {
    await pause(false);
    const begun = await gv.until('a node that has begun', async () => {
      const nodes = await Promise.all([gv.node(SECOND), gv.node(THIRD)]);
      return nodes.find(({ gvisor }) => gvisor?.state === 'installing') ?? false;
    });
    await pause(true);
    await gv.ready(begun.name);
    const other = begun.name === SECOND ? THIRD : SECOND;
    await says(other, 'paused');
    assert.equal(await gv.config(other), original);
    await pause(false);
    await gv.ready(other);
  });

  it('stops an upgrade, and each node serves its release until it goes on', async () => {
    await gv.installerIsReady();
    await pause(true);
    await deploy(undefined, releases[1]);
    await gv.until('a node that waits', async () => {
      const nodes = await Promise.all([FIRST, SECOND, THIRD].map((name) => gv.node(name)));
      assert.ok(nodes.every(({ gvisor }) => gvisor?.serves));
      const { name } = releases[0].release;
      assert.ok(nodes.every(({ gvisor }) => gvisor?.release.startsWith(`${name}-`)));
      return nodes.some(({ gvisor }) => gvisor?.state === 'paused');
    });
    await pause(false);
    for (const name of [FIRST, SECOND, THIRD]) await gv.ready(name, releases[1].release);
  });

  it('limited to one node once more takes gVisor from no node', async () => {
    await deploy([FIRST], releases[1]);
    await gv.until('one pod', async () => (await gv.pods(NAMESPACE)).length === 1);
    assert.equal((await gv.node(SECOND)).gvisor?.serves, true);
  });
});
