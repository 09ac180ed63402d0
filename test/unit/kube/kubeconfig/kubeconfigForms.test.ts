import assert from 'node:assert/strict';
import { resolve } from 'node:path';
import { describe, it } from 'node:test';
import { parseKubeconfig } from '../../../../src/kube/kubeconfig/parseKubeconfig.ts';

const CONFIG = resolve('/home/ada/.kube/config');
const read = (text: string) => parseKubeconfig(text, CONFIG);
const GOOD = `
current-context: prod
clusters:
- name: prod
  cluster: {server: https://prod.example}
`;

describe('A kubeconfig in forms that kubectl takes', () => {
  it('takes the last of two equal keys, and says so', () => {
    const file = read(
      'clusters:\n- name: a\n  cluster:\n    server: https://1\n    server: https://2\n',
    );
    assert.equal(file.clusters[0]?.server, 'https://2');
    assert.deepEqual(file.notes, [`${CONFIG} has a key twice (line 5): the last one counts`]);
  });

  it('takes the first of several documents, and says so', () => {
    const file = read(`${GOOD}---\nkind: Config\ncurrent-context: other\n`);
    assert.equal(file.currentContext, 'prod');
    assert.match(file.notes[0] ?? '', /more than one document: the first one counts/);
    assert.deepEqual(read(`${GOOD}---\n`).notes, []);
  });

  it('reads hundreds of aliases of one anchor, and no alias of aliases without end', () => {
    const entries = Array.from({ length: 400 }, (_, i) => `- name: c${i}\n  cluster: *c\n`);
    const file = read(`x: &c {server: https://c}\nclusters:\n${entries.join('')}`);
    assert.equal(file.clusters.at(-1)?.server, 'https://c');
    const bomb = Array.from({ length: 9 }, (_, i) =>
      i === 0
        ? 'a0: &a0 [x,x,x,x,x,x,x,x,x]\n'
        : `a${i}: &a${i} [${Array.from({ length: 9 }, () => `*a${i - 1}`).join(',')}]\n`,
    );
    assert.throws(() => read(bomb.join('')), /is not valid YAML/);
  });

  const SERVERS: readonly (readonly [cluster: string, server: string])[] = [
    ['{server: "localhost:8080"}', 'http://localhost:8080'],
    ['{server: api.example, insecure-skip-tls-verify: yes}', 'https://api.example'],
    ['{server: "api.example:6443", certificate-authority: ca}', 'https://api.example:6443'],
    ['{server: "https://api.example/"}', 'https://api.example'],
    ['{server: " HTTPS://Api.example:6443/base/ "}', 'https://Api.example:6443/base'],
    ['{server: "Http://api.example"}', 'http://api.example'],
    ['{server: "https://api.example/#frag"}', 'https://api.example'],
    ['{server: "https://api.example/base?a=b/#c"}', 'https://api.example/base'],
  ];
  for (const [cluster, server] of SERVERS) {
    it(`takes ${cluster} for ${server}, as kubectl does`, () => {
      const [read1] = read(`clusters:\n- name: c\n  cluster: ${cluster}\n`).clusters;
      assert.deepEqual([read1?.server, read1?.problem], [server, undefined]);
    });
  }

  const FLAGS = [
    ['yes', true],
    ['On', true],
    ['y', true],
    ['no', false],
    ['OFF', false],
  ] as const;
  for (const [text, value] of FLAGS) {
    it(`takes ${text} for ${value}, as YAML 1.1 does`, () => {
      const entry = `{server: https://c, insecure-skip-tls-verify: ${text}}`;
      assert.equal(
        read(`clusters:\n- name: c\n  cluster: ${entry}\n`).clusters[0]?.insecure,
        value,
      );
    });
  }
});
