import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { INSTALLER, NAMESPACE } from '../../../src/gvisor/manifest/installerNames.ts';
import { PINNED_RELEASE } from '../../../src/gvisor/manifest/release.ts';
import { changedScripts, GVisorCluster, ONCE } from './gvisorCluster.ts';

const OWN = 'lab-1';
const OTHER = 'lab-2';

describe('the token of the installer, in the hands of who took a node', () => {
  let gv: GVisorCluster;
  let folder: string;
  let stolen: string;
  before(async () => {
    gv = await GVisorCluster.start({ NODES: '2', NODE_POOLS: 'one two' });
    folder = await mkdtemp(path.join(tmpdir(), 'token-'));
    // Its pod is all that is needed: it finds no release.
    await gv.deploy({
      pools: ['one'],
      release: PINNED_RELEASE,
      mirror: `http://${gv.host}:9/none`,
      scripts: changedScripts(ONCE),
    });
    await gv.nodeUntil(OWN, ({ gvisor }) => gvisor?.state === 'failed');
    const [pod] = await gv.pods(NAMESPACE);
    const file = '/var/run/secrets/kubernetes.io/serviceaccount/token';
    const exec = ['exec', '--namespace', NAMESPACE, pod?.name ?? ''];
    stolen = await kubeconfigWith(await gv.kubectl(...exec, '--', 'cat', file), 'stolen');
  });
  after(async () => {
    await gv[Symbol.asyncDispose]();
    await rm(folder, { recursive: true });
  });

  async function kubeconfigWith(token: string, name: string): Promise<string> {
    const file = path.join(folder, name);
    const config = JSON.parse(await gv.kubectl('config', 'view', '--raw', '-o', 'json')) as {
      readonly contexts: { name: string; context: object }[];
    };
    const [context] = config.contexts;
    await writeFile(
      file,
      JSON.stringify({
        ...config,
        'current-context': context?.name,
        contexts: [{ name: context?.name, context: { ...context?.context, user: 'thief' } }],
        users: [{ name: 'thief', user: { token: token.trim() } }],
      }),
    );
    return file;
  }

  const patch = (node: string, body: object, kubeconfig = stolen): Promise<string> => {
    const change = ['--type', 'merge', '--patch', JSON.stringify(body)];
    return gv.kubectl('--kubeconfig', kubeconfig, 'patch', 'node', node, ...change);
  };
  const label = (value: string | null, name = 'aks-sandbox/gvisor') => ({
    metadata: { labels: { [name]: value } },
  });
  const annotation = (name: string, value: string) => ({
    metadata: { annotations: { [name]: value } },
  });

  const REFUSED: readonly (readonly [string, string, object, RegExp])[] = [
    ['the label of another node', OTHER, label('true'), /node that its pod runs on only/],
    ['a taint', OWN, { spec: { taints: [{ key: 'a', effect: 'NoExecute' }] } }, /taints, cordons/],
    ['a cordon', OWN, { spec: { unschedulable: true } }, /taints, cordons/],
    ['another label', OWN, label('true', 'kata'), /label aks-sandbox\/gvisor only/],
    [
      'a label of the node taken away',
      OWN,
      label(null, 'agentpool'),
      /label aks-sandbox\/gvisor only/,
    ],
    [
      'an annotation that forces removal',
      OWN,
      annotation('aks-sandbox/gvisor-remove', 'force'),
      /own annotations only/,
    ],
    [
      'an annotation without end',
      OWN,
      annotation('aks-sandbox/gvisor-reason', 'x'.repeat(2000)),
      /own annotations only/,
    ],
    ['an annotation of others', OWN, annotation('other', 'x'), /own annotations only/],
    ['a finalizer', OWN, { metadata: { finalizers: ['a.example/b'] } }, /finalizers or owners/],
  ];
  for (const [what, node, body, why] of REFUSED) {
    it(`may not change ${what}`, async () => {
      await assert.rejects(patch(node, body), why);
    });
  }

  it('may label its own node, tell how it is, and take that back', async () => {
    await patch(OWN, label('true'));
    await patch(OWN, annotation('aks-sandbox/gvisor-reason', 'x'.repeat(600)));
    await patch(OWN, label(null));
  });

  it('is no good without the claim of a node', async () => {
    const token = await gv.kubectl('create', 'token', INSTALLER, '--namespace', NAMESPACE);
    const unbound = await kubeconfigWith(token, 'unbound');
    await assert.rejects(patch(OWN, label('true'), unbound), /node that its pod runs on only/);
  });

  it('may hold the Lease, and make none', async () => {
    const may = (verb: string): Promise<string> =>
      gv
        .kubectl(
          '--kubeconfig',
          stolen,
          'auth',
          'can-i',
          verb,
          `leases/${INSTALLER}`,
          '-n',
          NAMESPACE,
        )
        .catch((error: unknown) => String(error));
    assert.match(await may('patch'), /^yes/);
    for (const verb of ['create', 'delete', 'update', 'list']) {
      assert.doesNotMatch(await may(verb), /^yes/, verb);
    }
  });
});
