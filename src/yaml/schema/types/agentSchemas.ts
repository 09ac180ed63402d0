import {
  AGENT_KINDS,
  type AgentKind,
  AGENTS_VERSION,
  OLD_AGENTS_VERSION,
} from '../../../model/agents/agentKinds.ts';
import type { OpenApiSchema } from './openApi.ts';

/** What is not known of these objects is left as it is: versions differ, and add fields. */
const open = (
  description: string,
  properties: Readonly<Record<string, OpenApiSchema>>,
): OpenApiSchema => ({
  type: 'object',
  description,
  properties,
  'x-kubernetes-preserve-unknown-fields': true,
});

/** With fields without which its API refuses it. */
const needing = (schema: OpenApiSchema, ...required: readonly string[]): OpenApiSchema => ({
  ...schema,
  required: [...required],
});

const text = (description: string, values?: readonly string[]): OpenApiSchema => ({
  type: 'string',
  description,
  ...(values ? { enum: values } : {}),
});

const ref = (name: string, description = ''): OpenApiSchema => ({
  description,
  allOf: [{ $ref: `#/components/schemas/${name}` }],
});

const listOf = (items: OpenApiSchema, description: string): OpenApiSchema => ({
  type: 'array',
  items,
  description,
});

const META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';

const POD_SPEC = ref(
  'io.k8s.api.core.v1.PodSpec',
  'The pod. Only its runtimeClassName makes a sandbox of it.',
);

const TEXTS: OpenApiSchema = { type: 'object', additionalProperties: { type: 'string' } };

const BLUEPRINT: Readonly<Record<string, OpenApiSchema>> = {
  podTemplate: needing(
    open('The pod that is made.', {
      metadata: open('Labels and annotations of the pod.', { labels: TEXTS, annotations: TEXTS }),
      spec: POD_SPEC,
    }),
    'spec',
  ),
  volumeClaimTemplates: listOf(
    open('', { spec: ref('io.k8s.api.core.v1.PersistentVolumeClaimSpec') }),
    'Volumes that are kept while it is suspended. Those of a Sandbox cannot be changed.',
  ),
  service: {
    type: 'boolean',
    description: 'true makes a headless Service, false removes it; unset leaves what is there.',
  },
};

const POLICIES = ['Disallowed', 'Allowed', 'Overrides'];
const TIME = 'When it ends by itself, as 2026-12-31T18:00:00Z.';
const named = (description: string): OpenApiSchema =>
  needing(open(description, { name: text('In the same namespace.') }), 'name');

const SPECS: Readonly<Record<AgentKind, OpenApiSchema>> = {
  Sandbox: open('', {
    ...BLUEPRINT,
    operatingMode: text('Suspended deletes the pod and keeps its volumes.', [
      'Running',
      'Suspended',
    ]),
    shutdownTime: text(TIME),
    shutdownPolicy: text('What becomes of the object then.', ['Delete', 'Retain']),
  }),
  SandboxTemplate: open('', {
    ...BLUEPRINT,
    networkPolicyManagement: text('Managed makes a NetworkPolicy for the pods.', [
      'Managed',
      'Unmanaged',
    ]),
    networkPolicy: open('In place of the default; an empty list denies.', {
      ingress: listOf(ref('io.k8s.api.networking.v1.NetworkPolicyIngressRule'), ''),
      egress: listOf(ref('io.k8s.api.networking.v1.NetworkPolicyEgressRule'), ''),
    }),
    envVarsInjectionPolicy: text('Whether claims may add variables.', POLICIES),
    volumeClaimTemplatesPolicy: text('Whether claims may add volumes.', POLICIES),
  }),
  SandboxWarmPool: open('', {
    replicas: { type: 'integer', description: 'Sandboxes kept ready; 0 for cold starts only.' },
    sandboxTemplateRef: named('The template of its Sandboxes.'),
    updateStrategy: open('What becomes of free members when the template changes.', {
      type: text('OnReplenish hands old members out; Recreate deletes them.', [
        'OnReplenish',
        'Recreate',
      ]),
    }),
  }),
  SandboxClaim: open('', {
    warmPoolRef: named('The pool that gives the Sandbox.'),
    env: listOf(
      open('', { name: text(''), value: text(''), containerName: text('') }),
      'Variables in clear text. Each forces a cold start.',
    ),
    additionalPodMetadata: open('', { labels: TEXTS, annotations: TEXTS }),
    lifecycle: open('', {
      shutdownTime: text(TIME),
      ttlSecondsAfterFinished: { type: 'integer', description: 'Seconds.' },
      shutdownPolicy: text('What becomes of the claim then.', [
        'Delete',
        'DeleteForeground',
        'Retain',
      ]),
    }),
  }),
};

/** What the `spec` of a kind has to have. A claim of the old version names a template instead. */
function requiredOf(kind: AgentKind, version: string): readonly string[] {
  switch (kind) {
    case 'Sandbox':
    case 'SandboxTemplate':
      return ['podTemplate'];
    case 'SandboxWarmPool':
      return ['sandboxTemplateRef'];
    case 'SandboxClaim':
      return [version === OLD_AGENTS_VERSION ? 'sandboxTemplateRef' : 'warmPoolRef'];
  }
}

/**
 * Definitions of agent sandboxes for where a cluster gives none, by the name that an API server
 * would give them: as far as is known (kubernetes-sigs/agent-sandbox 2fd412d5, 2026-08-22), and
 * closed nowhere but in the pod. `v1alpha1` has the same pod.
 */
export function agentSchemas(): Readonly<Record<string, OpenApiSchema>> {
  const schemas: Record<string, OpenApiSchema> = {};
  for (const version of [AGENTS_VERSION, OLD_AGENTS_VERSION]) {
    for (const [kind, { group }] of Object.entries(AGENT_KINDS)) {
      const reversed = group.split('.').toReversed().join('.');
      schemas[`${reversed}.${version}.${kind}`] = {
        ...open('', {
          apiVersion: text(''),
          kind: text(''),
          metadata: ref(META),
          spec: needing(SPECS[kind as AgentKind], ...requiredOf(kind as AgentKind, version)),
        }),
        'x-kubernetes-group-version-kind': [{ group, version, kind }],
      };
    }
  }
  return schemas;
}

/**
 * A schema with the pod of its pod template described, where it leaves it open, as a CRD may that
 * has no room for all of a pod.
 */
export function withPodSpec(schema: OpenApiSchema): OpenApiSchema {
  const { spec } = schema.properties ?? {};
  const { podTemplate } = spec?.properties ?? {};
  const { spec: pod } = podTemplate?.properties ?? {};
  if (!pod || pod.allOf || pod.$ref) return schema;
  if (pod.properties && pod['x-kubernetes-preserve-unknown-fields'] !== true) return schema;
  const template = { ...podTemplate, properties: { ...podTemplate?.properties, spec: POD_SPEC } };
  const described = { ...spec, properties: { ...spec?.properties, podTemplate: template } };
  return { ...schema, properties: { ...schema.properties, spec: described } };
}
