import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, it } from 'node:test';
import { nullLog } from '../../../src/base/log.ts';
import { ApiError } from '../../../src/kube/api/apiError.ts';
import { ApiResources } from '../../../src/kube/write/apiResources.ts';
import { type ObjectManifest, FIELD_MANAGER } from '../../../src/kube/write/apply.ts';
import { applyObjects, type Outcome } from '../../../src/kube/write/applyObjects.ts';
import type { Connection } from '../../../src/kube/api/connection.ts';
import { documentFiles } from '../../../src/kube/api/documentFiles.ts';
import { readOpenApi } from '../../../src/kube/api/openApiDocuments.ts';
import { LanguageService } from '../../../src/yaml/languageService.ts';
import { connectTo } from '../../simConnection.ts';
import { attachCluster } from '../cluster.ts';
import { RUNTIME_CLASSES } from '../pod.ts';
import { runCli } from '../runCli.ts';

const cluster = attachCluster();

function deployment(runtimeClassName: string, more = ''): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata:
  name: manifests-test
  namespace: default
spec:
  replicas: 0
  selector:
    matchLabels: { app: manifests-test }
  template:
    metadata:
      labels: { app: manifests-test }
    spec:
      runtimeClassName: ${runtimeClassName}
${more}      containers:
        - name: web
          image: localhost/lab/busybox:1
`;
}

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: { name: manifests-test, namespace: default }\n';
const CONTAINERS = '  containers: [{ name: web, image: localhost/lab/busybox:1 }]\n';

/** What a manifest is, the code of what is found in it, and how the API server refuses it. */
const REFUSED: readonly (readonly [what: string, text: string, code: string, why: RegExp])[] = [
  ['an empty class of a template', deployment("''"), 'RC009', /Invalid value: ""/],
  [
    'an empty class of a pod',
    `${POD}spec:\n  runtimeClassName: ''\n${CONTAINERS}`,
    'RC009',
    /resource name may not be empty|Invalid value: ""/,
  ],
  ['a class name with a capital', deployment('Gvisor'), 'RC012', /RFC 1123 subdomain/],
  [
    'a request above its limit',
    deployment('gvisor').replace(
      'image:',
      'resources: { requests: { memory: 2Gi }, limits: { memory: 1Gi } }\n          image:',
    ),
    'CL010',
    /must be less than or equal to memory limit of 1Gi/,
  ],
];

/** Texts that kubectl reads or refuses otherwise than YAML 1.2 has it. */
const READ: readonly (readonly [what: string, text: string, taken: boolean])[] = [
  [
    'brackets that close at the margin',
    `${POD}spec:\n  containers: [{\n    name: web, image: x\n  }]\n`,
    true,
  ],
  ['quotes that go on at the margin', `${POD}spec:\n  hostname: "a\n  b"\n${CONTAINERS}`, true],
  [
    'a byte-order mark within',
    `${POD}spec:\n${CONTAINERS}---\n\uFEFF${POD}spec:\n${CONTAINERS}`,
    true,
  ],
  ['an alias of nothing', `${POD}spec:\n  hostname: *host\n${CONTAINERS}`, false],
  ['text behind a separator', `${POD}spec:\n${CONTAINERS}--- {apiVersion: v1, kind: Pod}\n`, false],
  ['a directive', `%YAML 1.1\n---\n${POD}spec:\n${CONTAINERS}`, false],
  ['a bare list', `- ${POD.trim().replaceAll('\n', '\n  ')}\n  spec: {}\n`, false],
];

describe('manifests on a real cluster', () => {
  let connection: Connection;
  let folder: string;
  const { signal } = new AbortController();
  before(async () => {
    await cluster.kubectl(['apply', '--filename', RUNTIME_CLASSES]);
    connection = await connectTo(cluster.kubeconfig);
    folder = await mkdtemp(join(tmpdir(), 'aks-sandbox-manifests-'));
  });
  after(async () => {
    connection.dispose();
    await rm(folder, { recursive: true });
    await cluster.kubectl(['delete', '--filename', RUNTIME_CLASSES]);
  });

  const lint = async (text: string): Promise<readonly string[]> => {
    const { stdout } = await runCli(cluster, ['lint', '-', '--format', 'json'], text);
    return (JSON.parse(stdout) as { code: string }[]).map(({ code }) => code);
  };
  const objectsOf = (text: string) => {
    const service = new LanguageService();
    service.setText('file', text, 'manifest');
    return service.objects('file');
  };
  const dryRun = (manifest: unknown): Promise<readonly Outcome[]> =>
    applyObjects(connection, new ApiResources(connection), [manifest as ObjectManifest], {
      dryRun: true,
      signal,
    });

  it('finds nothing wrong with a Deployment that a node can run', async () => {
    assert.deepEqual(await lint(deployment('gvisor')), []);
  });

  it('finds what the API server finds out too late', async () => {
    const unknown = deployment('nowhere');
    assert.deepEqual(await lint(unknown), ['RC001']);
    const [object] = objectsOf(unknown);
    const [whole] = await dryRun(object?.manifest);
    assert.equal(whole?.state, 'applied', 'the server takes the Deployment');
    const [pod] = await dryRun(object?.pod?.manifest);
    assert.ok(pod?.state === 'failed' && pod.error instanceof ApiError);
    assert.match(pod.error.serverMessage, /pod rejected: RuntimeClass "nowhere" not found/);
  });

  it('finds a class that promises a sandbox and is none, and one that no node serves', async () => {
    assert.deepEqual(await lint(deployment('gvisor-fake')), ['CL006']);
    assert.ok((await lint(deployment('kata-vm-isolation'))).includes('CL001'));
  });

  it('words a conflict of selectors as the admission does', async () => {
    const [wrong] = (
      await cluster.kubectl(['get', 'runtimeclass', 'gvisor', '--output', 'json'])
    ).match(/"nodeSelector":\s*\{[^}]*\}/) ?? [''];
    const [, key] = /"([^"]+)":\s*"[^"]*"\s*\}/.exec(wrong) ?? [];
    assert.ok(key, 'the class selects nodes');
    const text = deployment('gvisor', `      nodeSelector: { ${key}: other }\n`);
    assert.ok((await lint(text)).includes('RC002'));
    const [pod] = await dryRun(objectsOf(text)[0]?.pod?.manifest);
    assert.ok(pod?.state === 'failed' && pod.error instanceof ApiError);
    assert.match(pod.error.serverMessage, /conflict: runtimeClass\.scheduling\.nodeSelector\[/);
  });

  for (const [what, text, code, why] of REFUSED) {
    it(`finds what the API server refuses: ${what}`, async () => {
      const found = await lint(text);
      assert.ok(found.includes(code), found.join());
      const [whole] = await dryRun(objectsOf(text)[0]?.manifest);
      assert.ok(whole?.state === 'failed' && whole.error instanceof ApiError);
      assert.match(whole.error.serverMessage, why);
    });
  }

  for (const [what, text, taken] of READ) {
    it(`reads as kubectl does: ${what}`, async () => {
      const create = ['create', '--dry-run=client', '--validate=false', '--filename', '-'];
      const done = cluster.kubectl(create, text).then(
        () => true,
        () => false,
      );
      assert.equal(await done, taken, 'by kubectl');
      const found = await lint(text);
      const isRead = !found.includes('syntax') && !found.includes('wrong-type');
      assert.equal(isRead, taken, found.join());
    });
  }

  it("checks structure by the cluster's own OpenAPI", async () => {
    const cache = documentFiles(folder, nullLog);
    const documents = await readOpenApi(connection, cache, signal);
    assert.ok(documents.length > 20, `${documents.length} group versions`);
    const service = new LanguageService();
    service.setClusterDefinitions('1.36', documents);
    service.setText('file', deployment('gvisor').replace('image:', 'imagee:'), 'manifest');
    assert.deepEqual(
      service.validate('file').map(({ code }) => code),
      ['missing-field', 'unknown-field'],
    );
  });

  it('applies on the server side, and tells who owns a field', async () => {
    const resources = new ApiResources(connection);
    const [object] = objectsOf(deployment('gvisor'));
    const manifest = object?.manifest as unknown as ObjectManifest;
    const [first] = await applyObjects(connection, resources, [manifest], { signal });
    assert.ok(first?.state === 'applied' && first.change === 'created');
    // The controller writes an annotation and the status of its own before it is done.
    const rollout = ['rollout', 'status', 'deployment/manifests-test', '--namespace', 'default'];
    await cluster.kubectl(rollout);
    const [again] = await applyObjects(connection, resources, [manifest], { signal });
    assert.ok(again?.state === 'applied' && again.change === 'unchanged');
    await cluster.kubectl(
      [
        'apply',
        '--server-side',
        '--force-conflicts',
        '--field-manager',
        'other',
        '--filename',
        '-',
      ],
      deployment('gvisor').replace('replicas: 0', 'replicas: 1'),
    );
    const [conflict] = await applyObjects(connection, resources, [manifest], { signal });
    assert.ok(conflict?.state === 'conflict');
    assert.deepEqual(conflict.conflicts, [{ manager: 'other', field: '.spec.replicas' }]);
    assert.equal(FIELD_MANAGER, 'aks-sandbox');
    await cluster.kubectl(['delete', 'deployment', 'manifests-test', '--namespace', 'default']);
  });
});
