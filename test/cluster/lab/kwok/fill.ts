// fill.ts URL PKI NODES PODS: creates fake nodes and pods, then waits until kwok has made all of them
// Ready and Running. RuntimeClass gvisor must exist.
import { setTimeout as delay } from 'node:timers/promises';
import { mapConcurrent } from '../../../../src/base/mapConcurrent.ts';
import { type Api, connectAsAdmin } from './api.ts';
import { FAKE_NAMESPACE, fakeNode, fakePod } from './objects.ts';

const AT_ONCE = 64;
const POLL_MS = 500;
const GIVE_UP_MS = 240_000;

interface Item {
  readonly status?: {
    readonly phase?: string;
    readonly conditions?: readonly { readonly type: string; readonly status: string }[];
  };
}
interface Page {
  readonly metadata: { readonly continue?: string };
  readonly items: readonly Item[];
}

const isReady = ({ status }: Item) =>
  status?.conditions?.some((one) => one.type === 'Ready' && one.status === 'True') ?? false;
const isRunning = ({ status }: Item) => status?.phase === 'Running';

async function createAll(api: Api, path: string, objects: readonly object[]): Promise<void> {
  await mapConcurrent(objects, AT_ONCE, new AbortController().signal, async (object) => {
    const { status, body } = await api.post(path, object);
    if (status >= 300 && status !== 409) throw new Error(`POST ${path}: ${status} ${body}`);
  });
}

async function count(api: Api, path: string, matches: (item: Item) => boolean): Promise<number> {
  let found = 0;
  let from = '';
  do {
    const { status, body } = await api.get(
      `${path}limit=2000&continue=${encodeURIComponent(from)}`,
    );
    if (status !== 200) throw new Error(`GET ${path}: ${status} ${body}`);
    const page = JSON.parse(body) as Page;
    found += page.items.filter(matches).length;
    from = page.metadata.continue ?? '';
  } while (from);
  return found;
}

async function until(what: string, condition: () => Promise<boolean>): Promise<void> {
  const giveUp = Date.now() + GIVE_UP_MS;
  while (!(await condition())) {
    if (Date.now() > giveUp) throw new Error(`${what} after ${GIVE_UP_MS / 1000} s`);
    await delay(POLL_MS);
  }
}

const [url = '', pki = '', ...amounts] = process.argv.slice(2);
const [nodes = 0, pods = 0] = amounts.map(Number);
await using api = await connectAsAdmin(url, pki, AT_ONCE);

const numbered = (length: number, make: (index: number) => object) =>
  Array.from({ length }, (_, index) => make(index));
await createAll(api, '/api/v1/nodes', numbered(nodes, fakeNode));
await until(`not all of ${nodes} fake nodes are Ready`, async () => {
  return (await count(api, '/api/v1/nodes?labelSelector=type%3Dkwok&', isReady)) >= nodes;
});

const namespace = `/api/v1/namespaces/${FAKE_NAMESPACE}`;
await createAll(api, '/api/v1/namespaces', [{ metadata: { name: FAKE_NAMESPACE } }]);
await until('the fake namespace has no service account', async () => {
  return (await api.get(`${namespace}/serviceaccounts/default`)).status === 200;
});
const made = numbered(pods, (index) => fakePod(index, nodes));
await createAll(api, `${namespace}/pods`, made);
await until(`not all of ${pods} fake pods are Running`, async () => {
  return (await count(api, `${namespace}/pods?`, isRunning)) >= pods;
});
