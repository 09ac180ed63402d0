import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { kubeconfigText } from '../../../../src/kube/kubeconfig/kubeconfigText.ts';
import {
  mergeKubeconfigs,
  type ResolvedContext,
} from '../../../../src/kube/kubeconfig/mergeKubeconfigs.ts';
import { parseKubeconfig } from '../../../../src/kube/kubeconfig/parseKubeconfig.ts';

const EXEC = {
  apiVersion: 'client.authentication.k8s.io/v1',
  command: '/usr/bin/kubelogin',
  args: ['get-token'],
  env: [{ name: 'A', value: 'b' }],
  installHint: 'install it',
  provideClusterInfo: true,
  interactiveMode: 'Never',
} as const;
const CLUSTER = {
  name: 'c',
  server: 'https://c.example',
  insecure: false,
  caData: 'Y2E=',
  tlsServerName: 'kube',
  proxyUrl: 'http://proxy.example:3128',
  execConfig: { audience: 'a' },
};

const USERS: Readonly<Record<string, ResolvedContext['user']>> = {
  'a token': { name: 'u', token: 't' },
  'a token file': { name: 'u', tokenFile: '/var/token' },
  'a password': { name: 'u', username: 'me', password: 'p' },
  'a certificate': { name: 'u', certData: 'Yw==', keyData: 'aw==' },
  'files with a certificate': { name: 'u', certFile: '/c.crt', keyFile: '/c.key' },
  'a plugin': { name: 'u', exec: EXEC },
  'a provider of old': { name: 'u', authProvider: { name: 'oidc', config: { a: 'b' } } },
  'somebody else': {
    name: 'u',
    token: 't',
    impersonation: { user: 'x', uid: '1', groups: ['g'], extra: { k: ['v'] } },
  },
};

const contextWith = (user: ResolvedContext['user']): ResolvedContext => ({
  ref: {
    id: '/config#a: "b"',
    name: 'a: "b"',
    server: CLUSTER.server,
    namespace: 'n',
    user: user.name,
    file: '/config',
  },
  cluster: CLUSTER,
  user,
});
const readBack = (text: string) => mergeKubeconfigs([parseKubeconfig(text, '/config')]);

describe('kubeconfigText', () => {
  for (const [what, user] of Object.entries(USERS)) {
    it(`says of a context with ${what} all that it was read with`, () => {
      const context = contextWith(user);
      const { contexts, currentContext } = readBack(kubeconfigText(context, undefined));
      assert.deepEqual(contexts, [context]);
      assert.equal(currentContext, context.ref.name);
    });
  }

  it('has a plugin in place of what the context signs in with', () => {
    const text = kubeconfigText(
      contextWith({ name: 'u', certData: 'Yw==', keyData: 'aw==' }),
      EXEC,
    );
    assert.deepEqual(readBack(text).contexts[0]?.user, { name: 'u', exec: EXEC });
    assert.doesNotMatch(text, /Yw==|aw==/);
  });
});
