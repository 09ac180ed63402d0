import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { configMap } from './objects.ts';
import { listOf, openTarget, textOf, type Target, type Tree } from './target.ts';

describe('lists', () => {
  let target: Target;
  let maps: string;
  before(async () => {
    target = await openTarget();
    maps = `/api/v1/namespaces/${await target.namespace()}/configmaps`;
    for (const name of ['e', 'a', 'c', 'b', 'd']) {
      const labels = { letter: name, kind: 'ab'.includes(name) ? 'early' : 'late' };
      await target.ask('POST', maps, { body: configMap(name, {}, { labels }) });
    }
  });
  after(() => target[Symbol.asyncDispose]());

  const selector = '&fieldSelector=metadata.name!%3Dkube-root-ca.crt';

  it('come as a List whose items have no kind', async () => {
    const { body } = await target.ask('GET', maps);
    assert.equal(body.kind, 'ConfigMapList');
    assert.equal(body.apiVersion, 'v1');
    assert.match(textOf(body.metadata?.resourceVersion), /^\d+$/);
    for (const item of listOf(body.items)) {
      assert.equal(item.kind, undefined);
      assert.equal(item.apiVersion, undefined);
    }
  });

  it('are empty, not null, when there is nothing', async () => {
    const { body } = await target.ask('GET', `${maps}?labelSelector=letter%3Dz`);
    assert.deepEqual(body.items, []);
  });

  it('come page by page in the order of names, as they were at the first page', async () => {
    const first = await target.ask('GET', `${maps}?limit=2`);
    assert.deepEqual(names(first.body), ['a', 'b']);
    const token = textOf(first.body.metadata?.continue);
    assert.ok(token.length > 0);
    assert.ok(Number(first.body.metadata?.remainingItemCount) >= 3);

    await target.ask('POST', maps, { body: configMap('ca', {}) });
    await target.ask('DELETE', `${maps}/d`);
    const rest = await target.ask('GET', `${maps}?limit=500&continue=${token}`);
    assert.deepEqual(
      names(rest.body).filter((name) => !name.startsWith('kube-')),
      ['c', 'd', 'e'],
    );
    assert.equal(rest.body.metadata?.resourceVersion, first.body.metadata?.resourceVersion);
    assert.equal(rest.body.metadata?.continue, undefined);
    assert.equal(rest.body.metadata?.remainingItemCount, undefined);

    await target.ask('DELETE', `${maps}/ca`);
    await target.ask('POST', maps, {
      body: configMap('d', {}, { labels: { letter: 'd', kind: 'late' } }),
    });
  });

  it('do not say what remains when there is a selector', async () => {
    const { body } = await target.ask('GET', `${maps}?limit=1&labelSelector=kind%3Dlate`);
    assert.deepEqual(names(body), ['c']);
    assert.ok(textOf(body.metadata?.continue) !== '');
    assert.equal(body.metadata?.remainingItemCount, undefined);
  });

  for (const [labels, expected] of [
    ['kind=early', ['a', 'b']],
    ['kind==early,letter!=a', ['b']],
    ['letter in (a, e)', ['a', 'e']],
    ['letter,letter notin (a,b,c)', ['d', 'e']],
    ['kind=early,!nothing', ['a', 'b']],
  ] as const) {
    it(`select by labels: ${labels}`, async () => {
      const query = `?labelSelector=${encodeURIComponent(labels)}${selector}`;
      assert.deepEqual(names((await target.ask('GET', maps + query)).body), expected);
    });
  }

  it('select by the name', async () => {
    const { body } = await target.ask('GET', `${maps}?fieldSelector=metadata.name%3Dc`);
    assert.deepEqual(names(body), ['c']);
  });

  it('refuse a field that cannot be selected', async () => {
    const { status, body } = await target.ask('GET', `${maps}?fieldSelector=data.x%3D1`);
    assert.equal(status, 400);
    assert.equal(body.reason, 'BadRequest');
    assert.equal(
      body.message,
      '"data.x" is not a known field selector: only "metadata.name", "metadata.namespace"',
    );
    const pods = await target.ask('GET', '/api/v1/pods?fieldSelector=data.x%3D1');
    assert.equal(pods.status, 400);
    assert.equal(pods.body.message, 'field label not supported: data.x');
  });

  it('refuse a label selector that cannot be read', async () => {
    const { status, body } = await target.ask('GET', `${maps}?labelSelector=a%20b`);
    assert.equal(status, 400);
    assert.match(
      textOf(body.message),
      /^unable to parse requirement: found 'b', expected: in, notin, =, ==, !=, gt, lt$/,
    );
  });

  it('refuse a continue token that is none', async () => {
    const { status, body } = await target.ask('GET', `${maps}?limit=1&continue=AAAA`);
    assert.equal(status, 400);
    assert.match(
      textOf(body.message),
      /^invalid continue token: continue key is not valid: invalid character /,
    );
  });

  it('refuse a resource version beside a continue token', async () => {
    const first = await target.ask('GET', `${maps}?limit=1`);
    const token = textOf(first.body.metadata?.continue);
    const query = `?limit=1&continue=${token}&resourceVersion=${textOf(first.body.metadata?.resourceVersion)}`;
    const { status, body } = await target.ask('GET', maps + query);
    assert.equal(status, 400);
    assert.match(textOf(body.message), /resource ?version/i);
  });

  for (const [query, message] of [
    ['limit=x', 'strconv.ParseInt: parsing "x": invalid syntax'],
    [
      'resourceVersion=x',
      'invalid resource version: resourceVersion: Invalid value: "x": strconv.ParseUint: parsing "x": invalid syntax',
    ],
    ['fieldSelector=xx', "invalid selector: 'xx'; can't understand 'xx'"],
  ] as const) {
    it(`answer 400 to ${query}`, async () => {
      const { status, body } = await target.ask('GET', `${maps}?${query}`);
      assert.equal(status, 400);
      assert.equal(body.message, message);
    });
  }

  it('come as they were at a revision when that is matched exactly', async () => {
    const first = await target.ask('GET', maps);
    const version = textOf(first.body.metadata?.resourceVersion);
    await target.ask('POST', maps, { body: configMap('later', {}) });
    const query = `?resourceVersion=${version}&resourceVersionMatch=Exact`;
    const { body } = await target.ask('GET', maps + query);
    assert.deepEqual(names(body), names(first.body));
    assert.equal(body.metadata?.resourceVersion, version);
    await target.ask('DELETE', `${maps}/later`);
    const without = await target.ask('GET', `${maps}?resourceVersionMatch=Exact`);
    assert.equal(without.status, 422);
    assert.equal(
      without.body.message,
      'ListOptions.meta.k8s.io "" is invalid: resourceVersionMatch: Forbidden: resourceVersionMatch is forbidden unless resourceVersion is provided',
    );
  });

  it('come as tables and as bare metadata to who wants them so', async () => {
    const table = await target.ask('GET', `${maps}?limit=1`, {
      headers: { Accept: 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json' },
    });
    assert.equal(table.body.kind, 'Table');
    assert.equal(table.body.apiVersion, 'meta.k8s.io/v1');
    assert.ok(textOf(table.body.metadata?.continue) !== '');
    const columns = listOf(table.body.columnDefinitions).map(({ name }) => textOf(name));
    assert.deepEqual(columns, ['Name', 'Data', 'Age']);
    const [row] = listOf(table.body.rows);
    assert.equal(listOf(row?.cells)[0], 'a');
    assert.equal(row?.object?.kind, 'PartialObjectMetadata');
    const bare = await target.ask('GET', `${maps}?limit=1`, {
      headers: { Accept: 'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io' },
    });
    assert.equal(bare.body.kind, 'PartialObjectMetadataList');
    const [item] = listOf(bare.body.items);
    assert.equal(item?.kind, 'PartialObjectMetadata');
    assert.equal(item.metadata?.name, 'a');
    assert.equal(item.data, undefined);
  });

  it('answer 504 for a resource version that is not there yet', async () => {
    const { status, body } = await target.ask('GET', `${maps}?resourceVersion=999999999999`);
    assert.equal(status, 504);
    assert.equal(body.reason, 'Timeout');
    assert.match(
      textOf(body.message),
      /^Timeout: Too large resource version: 999999999999, current: \d+$/,
    );
    assert.deepEqual(body.details?.causes, [
      { reason: 'ResourceVersionTooLarge', message: 'Too large resource version' },
    ]);
  });
});

function names(body: Tree): string[] {
  return listOf(body.items).map((item) => textOf(item.metadata?.name));
}
