import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { parseAllDocuments } from 'yaml';
import { AFTER_DAEMON_SET, NAMESPACE } from '../../../../src/gvisor/manifest/installerNames.ts';
import { installerOptions } from '../../../../src/gvisor/manifest/installerOptions.ts';
import { MOUNTS } from '../../../../src/gvisor/manifest/installerPod.ts';
import { INSTALLER_SCRIPTS } from '../../../../src/gvisor/manifest/installerScripts.ts';
import {
  installerManifest,
  scriptsDigest,
} from '../../../../src/gvisor/manifest/installerManifest.ts';
import { manifestYaml } from '../../../../src/gvisor/manifest/manifestYaml.ts';
import { installedOf } from '../../../../src/gvisor/deploy/installed.ts';
import type { ObjectManifest } from '../../../../src/kube/write/apply.ts';
import { AKS_POOL_LABEL } from '../../../../src/model/labels.ts';

const OPTIONS = installerOptions(
  { label: AKS_POOL_LABEL, names: ['gv1', 'gv2'] },
  { tolerations: [{ key: 'sandbox', operator: 'Equal', value: 'gvisor', effect: 'NoSchedule' }] },
);

describe('the manifest of the installer', () => {
  const manifests = installerManifest(OPTIONS);
  const one = (kind: string): ObjectManifest & { readonly spec?: unknown } => {
    const found = manifests.find((manifest) => manifest.kind === kind);
    assert.ok(found, kind);
    return found;
  };
  const pod = (
    one('DaemonSet').spec as {
      readonly template: {
        readonly spec: {
          readonly containers: readonly [
            {
              readonly securityContext: object;
              readonly command: readonly [string, string, string];
              readonly env: readonly { name: string; value?: string }[];
            },
          ];
          readonly [field: string]: unknown;
        };
      };
    }
  ).template.spec;

  it('has these objects, in an order in which they can be applied', () => {
    assert.deepEqual(
      manifests.map(({ kind, metadata }) => `${kind} ${metadata.namespace ?? ''}`.trim()),
      [
        'Namespace',
        'ServiceAccount aks-sandbox',
        'ValidatingAdmissionPolicy',
        'ValidatingAdmissionPolicyBinding',
        'ClusterRole',
        'ClusterRoleBinding',
        'Role aks-sandbox',
        'RoleBinding aks-sandbox',
        'Role default',
        'RoleBinding default',
        'Lease aks-sandbox',
        'ConfigMap aks-sandbox',
        'DaemonSet aks-sandbox',
        'RuntimeClass',
      ],
    );
    for (const { metadata } of manifests) {
      assert.equal(metadata.labels?.['app.kubernetes.io/managed-by'], 'aks-sandbox');
      assert.equal(metadata.labels?.['app.kubernetes.io/version'], '20260928.0');
    }
  });

  it('asks for no more access to the node than was shown to be needed', () => {
    assert.deepEqual(pod.containers[0].securityContext, {
      privileged: false,
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      runAsUser: 0,
      capabilities: { drop: ['ALL'], add: ['SYS_CHROOT'] },
      seccompProfile: { type: 'RuntimeDefault' },
    });
    for (const field of ['hostPID', 'hostNetwork', 'hostIPC']) assert.equal(pod[field], undefined);
    const paths = (pod['volumes'] as { hostPath?: { path: string } }[]).flatMap(
      ({ hostPath }) => hostPath?.path ?? [],
    );
    assert.deepEqual(paths, [
      '/usr',
      '/etc/containerd',
      '/etc/ssl',
      '/etc/pki',
      '/opt/aks-sandbox',
      '/run/containerd',
      '/run/dbus',
    ]);
  });

  it('ends the rights of its token at its own node, before it has any', () => {
    const kinds = manifests.map(({ kind }) => kind);
    const policy = kinds.indexOf('ValidatingAdmissionPolicy');
    const binding = kinds.indexOf('ValidatingAdmissionPolicyBinding');
    assert.ok(policy >= 0 && binding > policy && kinds.indexOf('ClusterRole') > binding);
    assert.deepEqual(one('ValidatingAdmissionPolicyBinding')['spec'], {
      policyName: one('ValidatingAdmissionPolicy').metadata.name,
      validationActions: ['Deny'],
    });
    const without = installerManifest({ ...OPTIONS, admissionPolicy: false });
    assert.deepEqual(
      without.map(({ kind }) => kind),
      kinds.filter((kind) => !kind.startsWith('ValidatingAdmissionPolicy')),
    );
  });

  it('has its Lease, and no right to make one', () => {
    assert.equal(one('Lease').metadata.name, one('DaemonSet').metadata.name);
    const verbs = manifests
      .filter(({ kind }) => kind.endsWith('Role'))
      .flatMap((role) => role['rules'] as { resources: string[]; verbs: string[] }[])
      .filter(({ resources }) => resources.includes('leases'))
      .flatMap((rule) => rule.verbs);
    assert.deepEqual(verbs, ['get', 'patch']);
  });

  it('is removed whole: rights first, then what limits them', () => {
    const inside = ({ metadata: { namespace, name } }: ObjectManifest) =>
      namespace === NAMESPACE || name === NAMESPACE;
    const outside = manifests.filter((manifest) => !inside(manifest)).map(({ kind }) => kind);
    const removed = AFTER_DAEMON_SET.map(({ kind }) => kind);
    assert.deepEqual(outside.toSorted(), removed.filter((kind) => kind !== 'Namespace').toSorted());
    assert.ok(removed.indexOf('ClusterRoleBinding') < removed.indexOf('ValidatingAdmissionPolicy'));
  });

  it('knows its scripts by the digest that the pod works out', (test) => {
    const folder = mkdtempSync(join(tmpdir(), 'scripts-'));
    test.after(() => rmSync(folder, { recursive: true }));
    for (const [name, text] of Object.entries(INSTALLER_SCRIPTS)) {
      writeFileSync(join(folder, name), text);
    }
    const [command = ''] = /\(cd .*\| sha256sum/.exec(pod.containers[0].command[2]) ?? [];
    assert.match(command, /\/tmp\/scripts/);
    const printed = execFileSync('sh', ['-c', command.replace('/tmp/scripts', folder)]);
    assert.equal(printed.toString().split(' ')[0], scriptsDigest(INSTALLER_SCRIPTS));
  });

  it('selects the pools by node affinity, and the RuntimeClass the nodes that are done', () => {
    assert.deepEqual(installedOf(one('DaemonSet') as Parameters<typeof installedOf>[0]), {
      pools: OPTIONS.pools,
      release: '20260928.0',
      image: OPTIONS.image,
    });
    assert.deepEqual(one('RuntimeClass')['scheduling'], {
      nodeSelector: { 'aks-sandbox/gvisor': 'true' },
      tolerations: OPTIONS.tolerations,
    });
    assert.equal(one('RuntimeClass')['handler'], 'runsc');
  });

  it('is limited to single nodes of its pools, and tells so', () => {
    const limited = installerManifest({ ...OPTIONS, onlyNodes: ['n1', 'n2'] }).find(
      ({ kind }) => kind === 'DaemonSet',
    );
    assert.deepEqual(installedOf(limited as Parameters<typeof installedOf>[0]), {
      pools: OPTIONS.pools,
      onlyNodes: ['n1', 'n2'],
      release: '20260928.0',
      image: OPTIONS.image,
    });
  });

  it('pins what is run: scripts, release and digests', () => {
    const env = new Map(pod.containers[0].env.map(({ name, value }) => [name, value]));
    assert.equal(env.get('SCRIPTS_SHA256'), scriptsDigest(INSTALLER_SCRIPTS));
    assert.equal(env.get('RELEASE'), '20260928.0');
    assert.match(env.get('SHA512_X86_64') ?? '', /^c8d3a9fd/);
    assert.match(env.get('SHA512_AARCH64') ?? '', /^926538a4/);
    const { 'api.sh': api = '', ...others } = INSTALLER_SCRIPTS;
    assert.notEqual(scriptsDigest({ ...others, 'apis.sh': api }), scriptsDigest(INSTALLER_SCRIPTS));
    assert.notEqual(scriptsDigest({ a: 'xy', b: 'z' }), scriptsDigest({ a: 'x', b: 'yz' }));
    const changed = installerManifest(OPTIONS, { ...INSTALLER_SCRIPTS, 'install.sh': 'exit\n' });
    assert.notEqual(
      changed.find(({ kind }) => kind === 'ConfigMap')?.metadata.name,
      one('ConfigMap').metadata.name,
    );
  });

  it('is one YAML text that says the same, with the reason for each mount', async () => {
    const yaml = await manifestYaml(manifests);
    assert.deepEqual(
      parseAllDocuments(yaml).map((document) => document.toJS() as unknown),
      JSON.parse(JSON.stringify(manifests)),
    );
    for (const { why } of MOUNTS) assert.ok(yaml.includes(`# ${why}`), why);
    assert.match(yaml, /does not grow for a gVisor pod/);
  });
});
