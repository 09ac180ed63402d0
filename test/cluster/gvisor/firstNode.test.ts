import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { readInstalled } from '../../../src/gvisor/deploy/installed.ts';
import { NAMESPACE } from '../../../src/gvisor/manifest/installerNames.ts';
import { ApiResources } from '../../../src/kube/write/apiResources.ts';
import { GVisorCluster } from './gvisorCluster.ts';
import { type Mirror, startMirror } from './mirror.ts';
import { type TestRelease, testReleases } from './releases.ts';

const [FIRST, SECOND] = ['lab-1', 'lab-2'] as const;

describe('gVisor on one node first', () => {
  let gv: GVisorCluster;
  let mirror: Mirror;
  let release: TestRelease['release'];
  before(async () => {
    gv = await GVisorCluster.start({ NODES: '2', NODE_POOLS: 'one one' });
    const releases = await testReleases();
    [{ release }] = releases;
    mirror = await startMirror(gv.host, releases);
  });
  after(async () => {
    await mirror[Symbol.asyncDispose]();
    await gv[Symbol.asyncDispose]();
  });

  const deploy = (onlyNodes?: readonly string[]) =>
    gv.deploy({
      pools: ['one'],
      release,
      mirror: mirror.url(),
      ...(onlyNodes ? { onlyNodes } : {}),
    });
  const installed = () =>
    readInstalled(gv.connection, new ApiResources(gv.connection), new AbortController().signal);

  it('goes to that node alone, and the cluster says so', async () => {
    await deploy([FIRST]);
    await gv.ready(FIRST);
    assert.deepEqual((await installed())?.onlyNodes, [FIRST]);
    assert.deepEqual(
      (await gv.pods(NAMESPACE)).map(({ node }) => node),
      [FIRST],
    );
    assert.equal((await gv.node(SECOND)).gvisor, undefined);
  });

  it('goes on with the others, and leaves the first one as it is', async () => {
    const invocation = await gv.invocation(FIRST);
    await deploy();
    await gv.ready(SECOND);
    await gv.ready(FIRST);
    assert.equal((await installed())?.onlyNodes, undefined);
    assert.equal(await gv.invocation(FIRST), invocation, 'containerd was not restarted again');
  });

  it('limited once more takes gVisor from no node', async () => {
    await deploy([FIRST]);
    await gv.until('one pod', async () => (await gv.pods(NAMESPACE)).length === 1);
    assert.equal((await gv.node(SECOND)).gvisor?.serves, true);
  });
});
