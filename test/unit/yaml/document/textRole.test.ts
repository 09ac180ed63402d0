import { equal } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { textRoleOf } from '../../../../src/yaml/document/textRole.ts';

const FILES: Readonly<Record<string, string>> = {
  '/charts/web/Chart.yaml': 'name: web\n',
  '/app/overlays/prod/kustomization.yaml':
    'resources: [../../base]\npatches:\n  - path: limits.yaml\n  - path: ../shared/class.yaml\n',
  '/app/base/kustomization.yml': 'resources: [web.yaml]\npatchesStrategicMerge: [./dns.yaml]\n',
  '/old/Kustomization': 'patchesJson6902:\n  - path: deep/er/json.yaml\n',
  '/broken/kustomization.yaml': 'patches: [\n',
  '/suite/chainsaw-test.yaml':
    'steps:\n  - try:\n    - apply:\n        file: pod.yaml\n    - assert:\n        file: pod-ready.yaml\n    - error: {}\n    - error:\n        file: "./pod-gone.yaml"\n',
  'kustomization.yaml': 'patches:\n  - path: here.yaml\n',
};

describe('What a file is by its place', () => {
  for (const [path, role] of [
    ['/charts/web/templates/deployment.yaml', 'template'],
    ['/charts/web/templates/tests/pod.yaml', 'template'],
    ['/charts/web/templates/_pod.yaml', 'patch'],
    ['/charts/web/values.yaml', 'values'],
    ['/charts/web/values-prod.yaml', 'values'],
    ['/charts/web/values.prod.yml', 'values'],
    ['/charts/web/crds/crd.yaml', 'manifest'],
    ['/charts/web/valuesfile.yaml', 'manifest'],
    // Without a Chart.yaml a name says nothing.
    ['/plain/templates/deployment.yaml', 'manifest'],
    ['/plain/values.yaml', 'manifest'],
    ['/app/overlays/prod/limits.yaml', 'patch'],
    // kustomize itself takes no patch from outside of its folder.
    ['/app/overlays/shared/class.yaml', 'manifest'],
    ['/app/overlays/prod/deployment.yaml', 'manifest'],
    ['/app/base/web.yaml', 'resource'],
    ['/app/base/other.yaml', 'manifest'],
    ['/app/base/dns.yaml', 'patch'],
    ['/old/deep/er/json.yaml', 'patch'],
    ['/old/patches/webhook.yaml', 'patch'],
    ['/old/patches/deeper/webhook.yaml', 'manifest'],
    ['/broken/limits.yaml', 'manifest'],
    ['/tests/web/assert.yaml', 'patch'],
    ['/tests/web/01-assert.yaml', 'patch'],
    ['/tests/web/chainsaw-test.yaml', 'patch'],
    ['/tests/web/deployment.patched.yaml', 'patch'],
    ['/tests/web/my-assert.yaml', 'manifest'],
    ['/suite/pod.yaml', 'manifest'],
    ['/suite/pod-ready.yaml', 'patch'],
    ['/suite/pod-gone.yaml', 'patch'],
    ['here.yaml', 'patch'],
    ['there.yaml', 'manifest'],
  ] as const) {
    it(`${path}: ${role}`, async () => {
      equal(await textRoleOf(path, (file) => FILES[file]), role);
    });
  }
});
