import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pageParser } from '../../../../../src/kube/list/page.ts';
import {
  projectSandboxClaim,
  type RawSandboxClaim,
} from '../../../../../src/kube/resources/agents/sandboxClaimResource.ts';
import {
  projectSandbox,
  type RawSandbox,
  sandboxes,
} from '../../../../../src/kube/resources/agents/sandboxResource.ts';
import { projectSandboxTemplate } from '../../../../../src/kube/resources/agents/sandboxTemplateResource.ts';
import { projectSandboxWarmPool } from '../../../../../src/kube/resources/agents/sandboxWarmPoolResource.ts';
import { READY } from '../../../../../src/model/agents/readyCondition.ts';
import type { AgentSandbox } from '../../../../../src/model/agents/agentSandbox.ts';
import type { SandboxClaim } from '../../../../../src/model/agents/sandboxClaim.ts';

const METADATA = { namespace: 'agents', name: 'a', uid: 'u1' };

function owner(apiVersion: string, kind: string, controller = true) {
  return { apiVersion, kind, name: 'o', uid: 'o1', controller };
}

describe('what is kept of a Sandbox', () => {
  const cases: readonly [string, RawSandbox, Partial<AgentSandbox>][] = [
    [
      'its class',
      { spec: { podTemplate: { spec: { runtimeClassName: 'g' } } } },
      { runtimeClass: 'g' },
    ],
    [
      'an empty class',
      { spec: { podTemplate: { spec: { runtimeClassName: '' } } } },
      { runtimeClass: '' },
    ],
    ['no class for null', { spec: { podTemplate: { spec: { runtimeClassName: null } } } }, {}],
    ['that it is suspended', { spec: { operatingMode: 'Suspended' } }, { suspended: true }],
    ['the same in v1alpha1', { spec: { replicas: 0 } }, { suspended: true }],
    ['one that runs', { spec: { operatingMode: 'Running', replicas: 1 } }, {}],
    [
      'that it is ready',
      { status: { conditions: [{ type: 'Ready', status: 'True' }] } },
      { ready: READY },
    ],
    [
      'why it is not',
      {
        status: {
          conditions: [
            { type: 'Suspended', status: 'True' },
            { type: 'Ready', status: 'False', reason: 'PodFailed', message: 'm' },
          ],
        },
      },
      { ready: { isReady: false, reason: 'PodFailed', message: 'm' } },
    ],
    [
      'its claim, in an old reference too',
      {
        metadata: {
          ...METADATA,
          ownerReferences: [owner('extensions.agents.x-k8s.io/v1alpha1', 'SandboxClaim')],
        },
      },
      { owner: { kind: 'SandboxClaim', name: 'o', uid: 'o1' } },
    ],
    [
      'no owner that does not control it, or of another group',
      {
        metadata: {
          ...METADATA,
          ownerReferences: [
            owner('extensions.agents.x-k8s.io/v1beta1', 'SandboxWarmPool', false),
            owner('example.io/v1', 'SandboxClaim'),
          ],
        },
      },
      {},
    ],
  ];
  const parse = pageParser<RawSandbox>(sandboxes('v1beta1'));
  for (const [what, raw, kept] of cases) {
    it(what, () => {
      const item = { metadata: METADATA, ...raw };
      assert.deepEqual(projectSandbox(item), { ...METADATA, ...kept });
      const page = parse(Buffer.from(JSON.stringify({ items: [item] })));
      assert.deepEqual(page?.items.map(projectSandbox), [{ ...METADATA, ...kept }], 'by its shape');
    });
  }
});

describe('what a hostile server sends', () => {
  it('is read as if it were not there', () => {
    const odd = {
      metadata: {
        name: 5,
        namespace: {},
        uid: null,
        ownerReferences: [7, 'x', { kind: 'SandboxClaim', apiVersion: 3, controller: true }],
      },
      spec: {
        podTemplate: 'x',
        warmPoolRef: 1,
        sandboxTemplateRef: 'x',
        updateStrategy: 2,
        replicas: 'x',
      },
      status: {
        conditions: [null, { type: 'Ready', reason: 4, message: [] }],
        sandbox: 'x',
        replicas: {},
      },
    } as object;
    const names = { name: '', namespace: '', uid: '' };
    const ready = { isReady: false, reason: '', message: '' };
    assert.deepEqual(projectSandbox(odd), { ...names, ready });
    assert.deepEqual(projectSandboxClaim(odd), { ...names, sandboxName: '', ready });
    assert.equal(projectSandboxTemplate(odd).runtimeClass, undefined);
    assert.equal(projectSandboxWarmPool(odd).replicas, 0);
  });
});

describe('what is kept of a claim', () => {
  const named = { 'agents.x-k8s.io/sandbox-name': 'by-metadata' };
  const cases: readonly [string, RawSandboxClaim, Partial<SandboxClaim>][] = [
    ['its own name where nothing else names a Sandbox', {}, { sandboxName: 'a' }],
    [
      'the Sandbox of its status first',
      { metadata: { ...METADATA, annotations: named }, status: { sandbox: { name: 's' } } },
      { sandboxName: 's' },
    ],
    [
      'that of its annotation',
      { metadata: { ...METADATA, annotations: named } },
      { sandboxName: 'by-metadata' },
    ],
    [
      'that of its label',
      { metadata: { ...METADATA, labels: named } },
      { sandboxName: 'by-metadata' },
    ],
    ['its pool', { spec: { warmPoolRef: { name: 'p' } } }, { poolName: 'p' }],
    [
      'in v1alpha1 its template and pool',
      { spec: { sandboxTemplateRef: { name: 't' }, warmpool: 'p' } },
      { poolName: 'p', templateName: 't' },
    ],
    [
      'in v1alpha1 no pool',
      { spec: { sandboxTemplateRef: { name: 't' }, warmpool: 'none' } },
      { templateName: 't' },
    ],
    [
      'in v1alpha1 whichever pool there is',
      { spec: { sandboxTemplateRef: { name: 't' }, warmpool: 'default' } },
      { templateName: 't' },
    ],
  ];
  for (const [what, raw, kept] of cases) {
    it(what, () => {
      const claim = projectSandboxClaim({ metadata: METADATA, ...raw });
      assert.deepEqual(claim, { ...METADATA, sandboxName: 'a', ...kept });
    });
  }
});

describe('what is kept of a template and a pool', () => {
  it('the class and what claims may add', () => {
    const policy = (envVarsInjectionPolicy?: string) =>
      projectSandboxTemplate({
        metadata: METADATA,
        spec: envVarsInjectionPolicy === undefined ? {} : { envVarsInjectionPolicy },
      }).envVarsInjectionPolicy;
    assert.deepEqual(
      [policy(), policy('Allowed'), policy('Overrides'), policy('odd')],
      ['Disallowed', 'Allowed', 'Overrides', 'Disallowed'],
    );
  });

  it('the strategy, which is OnReplenish by default, and how many are there', () => {
    const spec = { sandboxTemplateRef: { name: 't' } };
    const base = { ...METADATA, templateName: 't', replicas: 0, readyReplicas: 0 };
    assert.deepEqual(projectSandboxWarmPool({ metadata: METADATA, spec }), {
      ...base,
      updateStrategy: 'OnReplenish',
    });
    const recreate = { ...spec, updateStrategy: { type: 'Recreate' } };
    const status = { replicas: 3, readyReplicas: 2 };
    assert.deepEqual(projectSandboxWarmPool({ metadata: METADATA, spec: recreate, status }), {
      ...base,
      ...status,
      updateStrategy: 'Recreate',
    });
  });
});
