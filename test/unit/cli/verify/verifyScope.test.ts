import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { parseVerifyOptions } from '../../../../src/cli/verify/verifyOptions.ts';
import { verifyScope } from '../../../../src/cli/verify/verifyScope.ts';
import { scopeText } from '../../../../src/proof/selection/podScope.ts';

describe('verifyScope', () => {
  const TABLE: readonly (readonly [argv: string, scope: string])[] = [
    ['', 'the namespace own'],
    ['-n pay', 'the namespace pay'],
    ['-n pay -n web', 'the namespace pay, the namespace web'],
    ['-A', 'the whole cluster'],
    ['-A --node n1', 'the whole cluster where spec.nodeName=n1'],
    ['-n pay -l app=web', 'the namespace pay where app=web'],
    ['deploy/x', 'the pods of Deployment own/x'],
    ['sandbox/x', 'the pods of Sandbox own/x'],
    ['sandboxes.agents.x-k8s.io/x', 'the pods of Sandbox own/x'],
    ['sandboxclaim/x', 'the pods of SandboxClaim own/x'],
    ['swp/x', 'the pods of SandboxWarmPool own/x'],
    ['sandboxtemplates.v1beta1.extensions.agents.x-k8s.io/x', 'the pods of SandboxTemplate own/x'],
    ['-n pay Deployments.v1.apps/x', 'the pods of Deployment pay/x'],
    [
      'sts/x ds/y job/z cj/w',
      'the pods of StatefulSet own/x, the pods of DaemonSet own/y, the pods of Job own/z, the pods of CronJob own/w',
    ],
  ];
  for (const [argv, scope] of TABLE) {
    it(`takes ${argv === '' ? 'nothing' : argv}`, () => {
      const options = parseVerifyOptions(argv.split(' ').filter((word) => word !== ''));
      assert.equal(scopeText(verifyScope(options, 'own')), scope);
    });
  }

  const PODS: readonly (readonly [argv: string, namespace: string, name: string])[] = [
    ['gv', 'own', 'gv'],
    ['pod/gv', 'own', 'gv'],
    ['po/gv', 'own', 'gv'],
    ['pods/gv', 'own', 'gv'],
    ['pay/gv', 'pay', 'gv'],
    ['-n pod gv', 'pod', 'gv'],
  ];
  for (const [argv, namespace, name] of PODS) {
    it(`takes ${argv} for the pod ${namespace}/${name}`, () => {
      const scope = verifyScope(parseVerifyOptions(argv.split(' ')), 'own');
      assert.deepEqual(scope, { kind: 'pods', pods: [{ namespace, name }] });
    });
  }
});
