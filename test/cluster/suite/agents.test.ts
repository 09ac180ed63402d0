import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { AGENT_KINDS, type AgentKind } from '../../../src/model/agents/agentKinds.ts';
import { eventually } from '../../eventually.ts';
import { drawTree, viewOf } from '../../drawTree.ts';
import { sessionTo } from '../../simConnection.ts';
import { removeAgentKinds, serveAgentKinds } from '../agentKinds.ts';
import { attachCluster } from '../cluster.ts';
import { createNamespace } from '../createNamespace.ts';
import { podManifest, RUNTIME_CLASSES } from '../pod.ts';
import { runCli } from '../runCli.ts';

const NAMESPACE = 'agents-test';
const cluster = attachCluster();
const inNamespace = ['--namespace', NAMESPACE];

interface Made {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: { readonly name: string; readonly uid: string };
}

/** What plays the controller: objects with the owner references and statuses that it would give. */
async function make(
  kind: AgentKind,
  name: string,
  spec: object,
  owner?: Made,
  status?: object,
): Promise<Made> {
  const apiVersion = `${AGENT_KINDS[kind].group}/v1beta1`;
  const ownerReferences = owner ? [referenceTo(owner)] : [];
  const metadata = { name, namespace: NAMESPACE, ownerReferences };
  const made = await cluster.kubectl(
    ['create', '--output', 'json', '--filename', '-'],
    JSON.stringify({ apiVersion, kind, metadata, spec }),
  );
  if (status) {
    const plural = `${AGENT_KINDS[kind].plural}.${AGENT_KINDS[kind].group}`;
    const patch = ['--type', 'merge', '--subresource', 'status', '--patch'];
    await cluster.kubectl([
      'patch',
      plural,
      name,
      ...inNamespace,
      ...patch,
      JSON.stringify({ status }),
    ]);
  }
  return JSON.parse(made) as Made;
}

function referenceTo({ apiVersion, kind, metadata: { name, uid } }: Made) {
  return { apiVersion, kind, name, uid, controller: true, blockOwnerDeletion: true };
}

function podTemplate(runtimeClassName?: string) {
  return {
    podTemplate: { spec: { ...(runtimeClassName ? { runtimeClassName } : {}), containers: [] } },
  };
}

/** The pod that the controller would make of a Sandbox, or one with another class. */
async function makePod(owner: Made, runtimeClassName?: string): Promise<void> {
  const { name } = owner.metadata;
  const pod = JSON.parse(
    podManifest({ name, namespace: NAMESPACE, ...(runtimeClassName ? { runtimeClassName } : {}) }),
  ) as { metadata: object };
  const metadata = { ...pod.metadata, ownerReferences: [referenceTo(owner)] };
  await cluster.kubectl(['create', '--filename', '-'], JSON.stringify({ ...pod, metadata }));
}

const READY = { conditions: [{ type: 'Ready', status: 'True', reason: 'DependenciesReady' }] };
const notReady = (reason: string, message = '') => ({
  conditions: [{ type: 'Ready', status: 'False', reason, message }],
});

const verify = (...args: readonly string[]) =>
  runCli(cluster, ['verify', ...args, '-n', NAMESPACE]);

describe('agent sandboxes on a real cluster', () => {
  before(async () => {
    await cluster.kubectl(['apply', '--filename', RUNTIME_CLASSES]);
    await serveAgentKinds(cluster);
    await createNamespace(cluster, NAMESPACE);
    await make('SandboxTemplate', 'python', podTemplate('gvisor'));
    const ref = { sandboxTemplateRef: { name: 'python' } };
    const pool = await make('SandboxWarmPool', 'pool', ref, undefined, {
      replicas: 2,
      readyReplicas: 2,
    });
    const claim = await make(
      'SandboxClaim',
      'session',
      { warmPoolRef: { name: 'pool' } },
      undefined,
      {
        ...READY,
        sandbox: { name: 'pool-q9' },
      },
    );
    const gvisor = podTemplate('gvisor');
    await makePod(await make('Sandbox', 'worker', gvisor, undefined, READY), 'gvisor');
    // Its template was given a class after the pod was made.
    await makePod(await make('Sandbox', 'drifted', gvisor, undefined, READY));
    await makePod(await make('Sandbox', 'old', podTemplate(), undefined, READY));
    await makePod(await make('Sandbox', 'pool-q9', gvisor, claim, READY), 'gvisor');
    await makePod(await make('Sandbox', 'pool-k2', gvisor, pool, READY), 'gvisor');
    await makePod(await make('Sandbox', 'pool-m4', podTemplate(), pool, READY));
    const suspended = { ...gvisor, operatingMode: 'Suspended' };
    await make('Sandbox', 'paused', suspended, undefined, notReady('SandboxSuspended'));
    await make(
      'Sandbox',
      'refused',
      podTemplate('gone'),
      undefined,
      notReady('ReconcilerError', 'RuntimeClass "gone" not found'),
    );
    await cluster.kubectl([
      'wait',
      '--for',
      'condition=Ready',
      '--timeout',
      '120s',
      'pod',
      '--all',
      ...inNamespace,
    ]);
  });
  after(async () => {
    await cluster.kubectl(['delete', 'namespace', NAMESPACE]);
    await removeAgentKinds(cluster);
    await cluster.kubectl(['delete', '--filename', RUNTIME_CLASSES]);
  });

  it('are in the tree, red where a pod asks for less than its template promises', async () => {
    const session = await sessionTo(cluster.kubeconfig, undefined, { lingerMs: 0 });
    const look = session.look();
    await eventually(() => {
      const { agents, pods, runtimeClasses, nodes } = session.snapshot;
      const parts = [agents?.sandboxes, agents?.templates, agents?.warmPools, agents?.claims];
      return [...parts, pods, runtimeClasses, nodes].every((part) => part?.state === 'ready');
    });
    const rows = drawTree(viewOf(session.snapshot)).map((row) => row.trim());
    look.dispose();
    session.dispose();
    const wanted = [
      'Agent sandboxes [2 ✗ · 3 ⚠ · 8]',
      'pool [pool of template python · gVisor · 2 free, 2 ready · 1 stale ✗]',
      'drifted [template: gvisor, pod: none ✗]',
      'old [asks for no sandbox ⚠]',
      'pool-m4 [asks for no sandbox ⚠]',
      'refused [unknown · no pod: could not be made: RuntimeClass "gone" not found]',
      'session [claim of Sandbox pool-q9 · gVisor]',
      'paused [gVisor · no pod: suspended]',
      'worker [gVisor · Running]',
    ];
    assert.deepEqual(
      wanted.filter((row) => !rows.includes(row)),
      [],
      rows.join('\n'),
    );
  });

  const CASES: readonly [string, number, readonly string[]][] = [
    ['sandbox/worker', 0, ['worker gvisor']],
    ['sandbox/drifted', 1, ['drifted host-kernel']],
    ['sandbox/old', 0, ['old host-kernel']],
    ['sandbox/paused', 0, ['paused not-applicable']],
    ['sandbox/refused', 3, ['refused indeterminate']],
    ['sandboxclaim/session', 0, ['pool-q9 gvisor']],
    ['swp/pool', 0, ['pool-k2 gvisor', 'pool-m4 host-kernel']],
    ['sandboxtemplate/python', 0, ['pool-k2 gvisor', 'pool-m4 host-kernel', 'pool-q9 gvisor']],
  ];
  for (const [target, code, told] of CASES) {
    it(`verify ${target} ends with ${code}`, async () => {
      const ran = await verify(target, '-o', 'json');
      assert.equal(ran.code, code, ran.stderr + ran.stdout);
      const { pods } = JSON.parse(ran.stdout) as { pods: { name: string; verdict: string }[] };
      assert.deepEqual(pods.map(({ name, verdict }) => `${name} ${verdict}`).toSorted(), told);
    });
  }

  it('verify of the namespace fails for the pod that asks for less', async () => {
    const { code, stdout } = await verify('-o', 'wide');
    assert.equal(code, 1);
    assert.match(stdout, /SANDBOX/);
    assert.match(stdout, /drifted +drifted .*less than promised/);
    assert.doesNotMatch(stdout, /\bold\b/);
  });

  it('are taken by the API server without a class, with an empty one, and with one that cannot be', async () => {
    const taken = async (spec: object) => {
      const metadata = { name: 'tried', namespace: NAMESPACE };
      const made = await cluster.kubectl(
        ['create', '--dry-run=server', '--validate=warn', '--output', 'json', '--filename', '-'],
        JSON.stringify({
          apiVersion: 'agents.x-k8s.io/v1beta1',
          kind: 'Sandbox',
          metadata,
          spec: { podTemplate: { spec } },
        }),
      );
      return JSON.parse(made) as { spec: { operatingMode: string } };
    };
    for (const spec of [{}, { runtimeClassName: '' }, { runtimeClassName: 'Not_A Name' }]) {
      const made = await taken({ ...spec, containers: [] });
      assert.equal(made.spec.operatingMode, 'Running');
    }
  });
});
