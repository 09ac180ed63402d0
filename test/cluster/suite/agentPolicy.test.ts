import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { after, before, describe, it } from 'node:test';
import { listWithRetry } from '../../../src/kube/list/listWithRetry.ts';
import { RUNTIME_CLASSES } from '../../../src/kube/resources/runtimeClassResource.ts';
import { agentPolicy } from '../../../src/model/agents/agentPolicy.ts';
import { sandboxClasses } from '../../../src/model/agents/sandboxClasses.ts';
import { eventually } from '../../eventually.ts';
import { connectTo } from '../../simConnection.ts';
import { attachCluster } from '../cluster.ts';

const cluster = attachCluster();
const NAMESPACE = 'agent-policy-test';

/** No other test makes or deletes them. */
const CLASSES = `
apiVersion: node.k8s.io/v1
kind: RuntimeClass
metadata: { name: agent-policy-gvisor }
handler: runsc
---
apiVersion: node.k8s.io/v1
kind: RuntimeClass
metadata: { name: agent-policy-plain }
handler: runc
`;

/** Behind the binding: other tests run pods of agent sandboxes at the same time. */
const HERE_ALONE = `  matchResources:
    namespaceSelector:
      matchLabels: { kubernetes.io/metadata.name: ${NAMESPACE} }
`;

/** A pod as the controller of agent sandboxes makes it. */
function pod(owner: { apiVersion: string; kind: string } | undefined, runtimeClassName?: string) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: 'agent',
      namespace: NAMESPACE,
      ...(owner
        ? { ownerReferences: [{ ...owner, name: 'agent', uid: randomUUID(), controller: true }] }
        : {}),
    },
    spec: {
      ...(runtimeClassName === undefined ? {} : { runtimeClassName }),
      containers: [{ name: 'agent', image: 'localhost/lab/busybox:1' }],
    },
  };
}

/** What the API server says to a pod in a dry run; empty when it takes it. */
async function refusal(object: object): Promise<string> {
  const args = ['create', '--dry-run=server', '--output', 'name', '--filename', '-'];
  return cluster.kubectl(args, JSON.stringify(object)).then(
    () => '',
    (error: unknown) => String(error),
  );
}

const SANDBOX = { apiVersion: 'agents.x-k8s.io/v1beta1', kind: 'Sandbox' };

describe('The policy for the pods of agent sandboxes', () => {
  let text: string;
  before(async () => {
    await cluster.kubectl(['create', 'namespace', NAMESPACE]);
    await cluster.kubectl(['apply', '--filename', '-'], CLASSES);
    const connection = await connectTo(cluster.kubeconfig);
    const classes = await listWithRetry(connection, RUNTIME_CLASSES, AbortSignal.timeout(30_000));
    connection.dispose();
    text = agentPolicy(sandboxClasses(classes), { name: 'lab' }) + HERE_ALONE;
    await cluster.kubectl(['apply', '--server-side', '--filename', '-'], text);
  });
  after(async () => {
    await cluster.kubectl(['delete', '--ignore-not-found', '--filename', '-'], text);
    await cluster.kubectl(['delete', '--ignore-not-found', '--filename', '-'], CLASSES);
    await cluster.kubectl(['delete', 'namespace', NAMESPACE, '--wait=false']);
  });

  it('refuses one without a class', async () => {
    // The API server begins to ask a new policy some moments after it took it.
    await eventually(async () => (await refusal(pod(SANDBOX))) !== '');
    const refused = await refusal(pod(SANDBOX));
    assert.match(refused, /ValidatingAdmissionPolicy 'agent-sandboxes-name-a-sandbox'/);
    assert.match(refused, /has to name a RuntimeClass that is a sandbox: .*agent-policy-gvisor/);
  });

  it('refuses one with a class that is none', async () => {
    assert.match(await refusal(pod(SANDBOX, 'agent-policy-plain')), /has to name a RuntimeClass/);
  });

  it('takes one with a class that is a sandbox', async () => {
    assert.equal(await refusal(pod(SANDBOX, 'agent-policy-gvisor')), '');
  });

  it('refuses that of an older version of the API', async () => {
    const old = { apiVersion: 'agents.x-k8s.io/v1alpha1', kind: 'Sandbox' };
    assert.match(await refusal(pod(old)), /has to name a RuntimeClass/);
  });

  it('has nothing to do with other pods', async () => {
    assert.equal(await refusal(pod(undefined)), '');
    const other = { apiVersion: 'sandbox.example.com/v1', kind: 'Sandbox' };
    assert.equal(await refusal(pod(other)), '');
  });
});
