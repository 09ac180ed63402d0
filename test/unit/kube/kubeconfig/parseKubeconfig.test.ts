import assert from 'node:assert/strict';
import { join, resolve } from 'node:path';
import { describe, it } from 'node:test';
import { UserError } from '../../../../src/base/problem.ts';
import { mergeKubeconfigs } from '../../../../src/kube/kubeconfig/mergeKubeconfigs.ts';
import { parseKubeconfig } from '../../../../src/kube/kubeconfig/parseKubeconfig.ts';

const FOLDER = resolve('/home/ada/.kube');
const CONFIG = join(FOLDER, 'config');
const read = (text: string, file = CONFIG) => parseKubeconfig(text, file);

const GOOD = `
apiVersion: v1
kind: Config
current-context: prod
clusters:
- name: prod
  cluster: {server: https://prod.example:443/, certificate-authority: ca.crt, tls-server-name: kube, proxy-url: http://proxy:8080}
users:
- name: ada
  user: {client-certificate: certs/ada.crt, client-key: /keys/ada.key, as: root, as-groups: [admins]}
contexts:
- name: prod
  context: {cluster: prod, user: ada, namespace: payments}
`;

describe('parseKubeconfig', () => {
  it('reads clusters, users and contexts, with paths from the folder of the file', () => {
    const file = read(GOOD);
    assert.equal(file.currentContext, 'prod');
    assert.deepEqual(file.clusters[0], {
      name: 'prod',
      server: 'https://prod.example:443',
      insecure: false,
      caFile: join(FOLDER, 'ca.crt'),
      tlsServerName: 'kube',
      proxyUrl: 'http://proxy:8080',
    });
    assert.equal(file.users[0]?.certFile, join(FOLDER, 'certs', 'ada.crt'));
    assert.equal(file.users[0]?.keyFile, '/keys/ada.key');
    assert.deepEqual(file.users[0]?.impersonation, { user: 'root', groups: ['admins'], extra: {} });
    assert.equal(file.contexts[0]?.namespace, 'payments');
  });

  it('reads a file that begins with a byte order mark', () => {
    assert.equal(read(`\ufeff${GOOD}`).contexts.length, 1);
  });

  it('reads an empty file as one without entries', () => {
    assert.deepEqual(read('').contexts, []);
  });

  it('merges keys, takes numbers as names, and refuses what is no list', () => {
    const file = read(
      'b: &b {server: https://b}\nclusters:\n- name: 2024\n  cluster: {<<: *b}\ncurrent-context: 2024\n',
    );
    assert.deepEqual(
      [file.clusters[0]?.name, file.clusters[0]?.server, file.currentContext],
      ['2024', 'https://b', '2024'],
    );
    assert.throws(() => read('contexts: {a: 1}\n'), /its contexts are no list/);
  });

  it('reads JSON', () => {
    assert.equal(read('{"current-context":"x","clusters":null}').currentContext, 'x');
  });

  const BROKEN: readonly (readonly [string, string, RegExp])[] = [
    ['a half-written file', 'clusters:\n- name: "x\n  cluster: {', /is not valid YAML/],
    ['a list', '- a\n- b\n', /holds no map/],
    ['another kind', 'kind: Pod\n', /its kind is "Pod"/],
  ];
  for (const [name, text, what] of BROKEN) {
    it(`refuses ${name} and names the file`, () => {
      assert.throws(
        () => read(text),
        (error: unknown) =>
          error instanceof UserError &&
          what.test(error.problem.what) &&
          error.problem.what.includes(CONFIG) &&
          error.problem.next === 'Correct the file.',
      );
    });
  }

  it('quotes nothing of a file that it cannot read: it may hold a secret', () => {
    assert.throws(
      () => read('users:\n- name: a\n  user: {token: "s3cret\n'),
      (error: unknown) =>
        error instanceof Error && !`${error.stack} ${String(error.cause)}`.includes('s3cret'),
    );
  });

  const ENTRIES: readonly (readonly [string, string, RegExp])[] = [
    [
      'a CA that is not base64',
      'cluster: {server: https://x, certificate-authority-data: "%%%"}',
      /not base64/,
    ],
    ['no server', 'cluster: {}', /has no server/],
    ['a server that is no address', 'cluster: {server: "ftp://x"}', /no http or https address/],
    ['a server that is a list', 'cluster: {server: [a]}', /"server" that is not text/],
    [
      'a flag that is text',
      'cluster: {server: https://x, insecure-skip-tls-verify: maybe}',
      /neither true nor false/,
    ],
    [
      'a CA that was left out',
      'cluster: {server: https://x, certificate-authority-data: DATA+OMITTED}',
      /"certificate-authority-data" that was left out \(DATA\+OMITTED\)/,
    ],
    ['an entry that is text', 'cluster: hello', /is not a map/],
    [
      'a proxy that is no address',
      'cluster: {server: https://x, proxy-url: "127.0.0.1:3128"}',
      /proxy-url that is no/,
    ],
  ];
  for (const [name, entry, what] of ENTRIES) {
    it(`says on the cluster: ${name}`, () => {
      const file = read(
        `clusters:\n- name: bad\n  ${entry}\n- name: good\n  cluster: {server: https://y}\n`,
      );
      assert.match(file.clusters[0]?.problem?.what ?? '', what);
      assert.equal(file.clusters[1]?.problem, undefined);
    });
  }

  const EXEC: readonly (readonly [string, string, RegExp | undefined])[] = [
    [
      'a plugin',
      '{apiVersion: client.authentication.k8s.io/v1, command: kubelogin, args: [get-token]}',
      undefined,
    ],
    [
      'a plugin without a command',
      '{apiVersion: client.authentication.k8s.io/v1}',
      /names no command/,
    ],
    [
      'a plugin of v1alpha1',
      '{apiVersion: client.authentication.k8s.io/v1alpha1, command: x}',
      /kubectl takes/,
    ],
    [
      'an unknown mode',
      '{apiVersion: client.authentication.k8s.io/v1, command: x, interactiveMode: Sometimes}',
      /interactiveMode/,
    ],
  ];
  for (const [name, exec, what] of EXEC) {
    it(`reads ${name}`, () => {
      const [user] = read(`users:\n- name: u\n  user:\n    exec: ${exec}\n`).users;
      if (what) assert.match(user?.problem?.what ?? '', what);
      else assert.equal(user?.exec?.command, 'kubelogin');
    });
  }

  const USERS: readonly (readonly [string, object, RegExp | undefined])[] = [
    ['{as: other, as-groups: [g]}', { impersonation: 'other' }, undefined],
    ['{token: t, as-groups: [g]}', { token: 't' }, /as-groups without "as"/],
    ['{token: t, as-uid: "1", as-user-extra: {a: [b]}}', {}, /as-uid and as-user-extra/],
    ['{token: t, as-groups: []}', { token: 't' }, undefined],
  ];
  for (const [user, wanted, what] of USERS) {
    it(`reads the user ${user}`, () => {
      const [read1] = read(`users:\n- name: u\n  user: ${user}\n`).users;
      assert.equal(what?.test(read1?.problem?.what ?? '') ?? read1?.problem === undefined, true);
      const { token, impersonation } = read1 ?? {};
      if (!what) {
        assert.deepEqual(
          {
            ...(token ? { token } : {}),
            ...(impersonation ? { impersonation: impersonation.user } : {}),
          },
          wanted,
        );
      }
    });
  }

  it('takes data before a file, as kubectl says it does', () => {
    const { clusters, users } = read(
      'clusters:\n- name: c\n  cluster: {server: https://c, certificate-authority: f, certificate-authority-data: eA==}\nusers:\n- name: u\n  user: {client-certificate: f, client-certificate-data: eA==, client-key: f, client-key-data: eA==}\n',
    );
    assert.deepEqual([clusters[0]?.caFile, clusters[0]?.caData], [undefined, 'eA==']);
    const { certFile, certData, keyFile, keyData } = users[0] ?? {};
    assert.deepEqual(
      [certFile, certData, keyFile, keyData],
      [undefined, 'eA==', undefined, 'eA=='],
    );
  });

  it('looks a plugin with a path up from the folder of the file', () => {
    const [user] = read(
      'users:\n- name: u\n  user: {exec: {apiVersion: client.authentication.k8s.io/v1beta1, command: ./bin/login}}\n',
    ).users;
    assert.equal(user?.exec?.command, join(FOLDER, 'bin', 'login'));
  });
});

describe('mergeKubeconfigs', () => {
  const context = (name: string, cluster: string, user: string) =>
    `- name: ${name}\n  context: {cluster: ${cluster}, user: ${user}}\n`;
  const cluster = (name: string, server: string) =>
    `- name: ${name}\n  cluster: {server: ${server}}\n`;
  const user = (name: string, token: string) => `- name: ${name}\n  user: {token: ${token}}\n`;

  it('takes the first of everything, whole', () => {
    const merged = mergeKubeconfigs([
      read(`users:\n${user('red', 'one')}contexts:\n${context('a', 'c', 'red')}`, '/1'),
      read(
        `current-context: b\nclusters:\n${cluster('c', 'https://two')}users:\n${user('red', 'two')}contexts:\n${context('a', 'x', 'x')}${context('b', 'c', 'red')}`,
        '/2',
      ),
      read('current-context: a\n', '/3'),
    ]);
    assert.equal(merged.currentContext, 'b');
    assert.deepEqual(
      merged.contexts.map(({ ref, user: { token } }) => [ref.id, ref.server, token]),
      [
        ['/1#a', 'https://two', 'one'],
        ['/2#b', 'https://two', 'one'],
      ],
    );
  });

  const PROBLEMS: readonly (readonly [string, string, RegExp])[] = [
    ['a missing cluster', context('p', 'gone', 'u'), /cluster "gone", which does not exist/],
    ['a missing user', context('p', 'c', 'gone'), /user "gone", which does not exist/],
    ['no cluster', context('p', "''", 'u'), /names no cluster/],
    ['a cluster that stands twice', context('p', 'twice', 'u'), /cluster "twice" stands twice/],
    ['a user who stands twice', context('p', 'c', 'twice'), /user "twice" stands twice/],
  ];
  for (const [name, entry, what] of PROBLEMS) {
    it(`says on its own row: ${name}`, () => {
      const { contexts } = mergeKubeconfigs([
        read(
          `clusters:\n${cluster('c', 'https://c')}${cluster('twice', 'https://1')}${cluster('twice', 'https://2')}users:\n${user('u', 't')}${user('twice', '1')}${user('twice', '2')}contexts:\n${entry}${context('good', 'c', 'u')}`,
        ),
      ]);
      assert.match(contexts[0]?.ref.problem?.what ?? '', what);
      assert.equal(contexts[1]?.ref.problem, undefined);
    });
  }

  it('connects without credentials where a context names no user', () => {
    const { contexts } = mergeKubeconfigs([
      read(`clusters:\n${cluster('c', 'https://c')}contexts:\n${context('p', 'c', "''")}`),
    ]);
    assert.equal(contexts[0]?.ref.problem, undefined);
  });

  it('keeps the first of two contexts of one name in a file, and says so on the second', () => {
    const { contexts } = mergeKubeconfigs([
      read(
        `clusters:\n${cluster('c', 'https://c')}users:\n${user('u', 't')}contexts:\n${context('p', 'c', 'u')}${context('p', 'c', 'u')}`,
      ),
    ]);
    assert.deepEqual(
      contexts.map(({ ref }) => ref.problem === undefined),
      [true, false],
    );
    assert.notEqual(contexts[0]?.ref.id, contexts[1]?.ref.id);
  });
});
