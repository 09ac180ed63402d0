import assert from 'node:assert/strict';
import { Readable } from 'node:stream';
import { after, before, describe, it } from 'node:test';
import { eventParser } from '../../src/kube/list/watchEvent.ts';
import { continueToken, pageParser } from '../../src/kube/list/page.ts';
import { parseStatus } from '../../src/kube/api/parseStatus.ts';
import { isProtobuf, openEnvelope } from '../../src/kube/protobuf/envelope.ts';
import { readEvents } from '../../src/kube/list/readWatchLines.ts';
import { acceptOf, type ListedKind } from '../../src/kube/list/listedKind.ts';

import type { RawObject } from '../../src/model/kubernetes/kubernetesObject.ts';
import { projectCheckTarget } from '../../src/proof/selection/checkTarget.ts';
import { encode } from '../sim/protobuf/encode.ts';
import { requireMessage } from '../sim/protobuf/messages.ts';
import type { JsonObject } from '../sim/kube/json.ts';
import { idlePod, podInPhase } from './objects.ts';
import { openTarget, type Target, textOf, until } from './target.ts';
import { CHECKED_PODS, PODS } from '../../src/kube/resources/podResource.ts';
import { NODES } from '../../src/kube/resources/nodeResource.ts';

const { signal } = new AbortController();
const MAX_BYTES = 1_000_000;
const PROTOBUF_OR_JSON = acceptOf(PODS);

describe('protobuf', () => {
  let target: Target;
  let pods: string;
  before(async () => {
    target = await openTarget();
    pods = `/api/v1/namespaces/${await target.namespace()}/pods`;
    const spec = {
      nodeSelector: { 'kubernetes.io/os': 'linux' },
      containers: [
        {
          ...idlePod(target, 'all').spec.containers[0],
          env: [
            { name: 'A', valueFrom: { configMapKeyRef: { name: 'c', key: 'k', optional: true } } },
          ],
          ports: [{ containerPort: 80 }],
          readinessProbe: { exec: { command: ['true'] }, periodSeconds: 30 },
          resources: { requests: { cpu: '1m' }, limits: { memory: '64Mi' } },
        },
      ],
      volumes: [{ name: 'v', emptyDir: { sizeLimit: '1Mi' } }],
    };
    const annotations = { note: 'größer' };
    const pod = { ...idlePod(target, 'all', spec), metadata: { name: 'all', annotations } };
    await target.ask('POST', pods, { body: pod });
    await podInPhase(target, `${pods}/all`, 'Running');
    await target.ask('POST', pods, {
      body: idlePod(target, 'nowhere', { nodeSelector: { nowhere: 'yes' } }),
    });
    await until('the scheduler to say no', async () => {
      const { text } = await target.ask('GET', `${pods}/nowhere`);
      return text.includes('Unschedulable');
    });
  });
  after(() => target[Symbol.asyncDispose]());

  const ask = async (path: string, accept?: string): Promise<Buffer> => {
    const response = await target.open(path, signal, accept === undefined ? {} : { accept });
    return Buffer.from(await response.arrayBuffer());
  };

  /** What the product keeps of a list. */
  function project<Raw extends RawObject, T>(resource: ListedKind<Raw, T>, bytes: Buffer) {
    const page = pageParser<Raw>(resource)(bytes);
    assert.ok(page);
    const projection = resource.projection();
    return { items: page.items.map((raw) => projection(raw)), ...page.metadata };
  }

  /** Nodes tell anew how they are while a test looks: it looks until nothing came between. */
  async function inBothForms(path: string): Promise<{ json: Buffer; protobuf: Buffer }> {
    return until(`${path} to stay the same`, async () => {
      const earlier = await ask(path);
      const protobuf = await ask(path, PROTOBUF_OR_JSON);
      const json = await ask(path);
      const isSame = textOfItems(earlier) === textOfItems(json);
      return isSame && { json, protobuf };
    });
  }

  const checkedPods = { ...CHECKED_PODS, path: '', projection: () => projectCheckTarget };
  for (const [what, kind] of [
    ['nodes', NODES],
    ['pods', PODS],
    ['pods to check', checkedPods],
  ] as const) {
    it(`says of ${what} what JSON says`, async () => {
      const path = kind === NODES ? NODES.path : pods;
      const { json, protobuf } = await inBothForms(path);
      assert.ok(isProtobuf(protobuf));
      const { items: expected } = project<RawObject, unknown>(kind, json);
      const { items } = project<RawObject, unknown>(kind, protobuf);
      assert.ok(items.length > 0);
      assert.deepEqual(items, expected);
    });
  }

  it('has every field that JSON has', async () => {
    for (const [path, list] of [
      [NODES.path, 'NodeList'],
      [pods, 'PodList'],
      ['/api/v1/namespaces', 'NamespaceList'],
      ['/apis/node.k8s.io/v1/runtimeclasses', 'RuntimeClassList'],
    ] as const) {
      const { json, protobuf } = await inBothForms(path);
      const type = requireMessage(list);
      const { items } = JSON.parse(json.toString()) as { items: JsonObject[] };
      const ours = type.toObject(type.decode(encode(type, { items })), { longs: Number });
      const theirs = type.toObject(type.decode(openEnvelope(protobuf)), { longs: Number });
      assert.deepEqual(withoutEmpty(theirs['items']), withoutEmpty(ours['items']), path);
    }
  });

  it('names the next page', async () => {
    const page = await ask(`${pods}?limit=1`, PROTOBUF_OR_JSON);
    const { continue: next, items } = project<RawObject, unknown>(PODS, page);
    assert.equal(items.length, 1);
    assert.ok(next);
    assert.equal(continueToken(page), next);
    const rest = await ask(
      `${pods}?limit=1&continue=${encodeURIComponent(next)}`,
      PROTOBUF_OR_JSON,
    );
    assert.equal(project<RawObject, unknown>(PODS, rest).items.length, 1);
    assert.equal(continueToken(rest), undefined);
  });

  it('tells changes in frames', async () => {
    const { body } = await target.ask('GET', pods);
    const since = textOf(body.metadata?.resourceVersion);
    const abort = new AbortController();
    const query = `?watch=1&allowWatchBookmarks=true&resourceVersion=${since}`;
    const response = await target.open(pods + query, abort.signal, { accept: PROTOBUF_OR_JSON });
    assert.match(response.headers.get('content-type') ?? '', /protobuf/);
    const { body: changed } = await target.ask('PATCH', `${pods}/nowhere`, {
      body: { metadata: { labels: { changed: 'yes' } } },
      contentType: 'application/merge-patch+json',
    });
    const parse = eventParser(PODS);
    assert.ok(response.body);
    for await (const bytes of readEvents(Readable.fromWeb(response.body), MAX_BYTES)) {
      const { type, object } = parse(bytes);
      if (type === 'BOOKMARK') {
        assert.match(object?.metadata?.resourceVersion ?? '', /^\d+$/);
        continue;
      }
      assert.equal(type, 'MODIFIED');
      assert.equal(object?.metadata?.name, 'nowhere');
      assert.equal(object.metadata.resourceVersion, changed.metadata?.resourceVersion);
      break;
    }
    abort.abort();
  });

  it('words a refusal', async () => {
    const status = parseStatus(await ask(`${pods}/none`, PROTOBUF_OR_JSON));
    assert.equal(status.message, 'pods "none" not found');
    assert.equal(status.reason, 'NotFound');
    assert.equal(status.code, 404);
  });
});

function textOfItems(json: Buffer): string {
  return JSON.stringify((JSON.parse(json.toString()) as { items: unknown }).items);
}

/** Without what Go writes and JSON leaves out: empty texts, zero and false, and messages of such. */
function withoutEmpty(value: unknown): unknown {
  if (Array.isArray(value)) return value.map((item) => withoutEmpty(item) ?? {});
  if (value instanceof Uint8Array) return Buffer.from(value).toString();
  if (typeof value !== 'object' || value === null) {
    return value === '' || value === 0 || value === false ? undefined : value;
  }
  const entries = Object.entries(value)
    .map(([key, one]) => [key, withoutEmpty(one)] as const)
    .filter(([, one]) => one !== undefined);
  return entries.length === 0 ? undefined : Object.fromEntries(entries);
}
