import { FINDINGS, type RuleCode } from '../../src/yaml/catalogue/findingCatalogue.ts';

type Schema = Readonly<Record<string, unknown>>;

/** Where the schema lies, for people with other editors. */
export const SANDBOXED_POD_FILE = 'schemas/sandboxed-pod.schema.json';

/** Where kinds keep their pod spec, as `src/yaml/objects/podSpecs.ts` finds it. */
const KINDS: Readonly<Record<string, readonly string[]>> = {
  Pod: ['spec'],
  PodTemplate: ['template', 'spec'],
  Deployment: ['spec', 'template', 'spec'],
  StatefulSet: ['spec', 'template', 'spec'],
  DaemonSet: ['spec', 'template', 'spec'],
  ReplicaSet: ['spec', 'template', 'spec'],
  ReplicationController: ['spec', 'template', 'spec'],
  Job: ['spec', 'template', 'spec'],
  CronJob: ['spec', 'jobTemplate', 'spec', 'template', 'spec'],
  Sandbox: ['spec', 'podTemplate', 'spec'],
  SandboxTemplate: ['spec', 'podTemplate', 'spec'],
};

/** A JSON Schema, draft-07, of a workload that runs in a sandbox: what the gravest rules say without a cluster. */
export function sandboxedPodSchema(): Schema {
  return {
    $schema: 'http://json-schema.org/draft-07/schema#',
    title: 'A workload in a sandbox',
    description: 'A workload of Kubernetes whose pods run under gVisor or Kata.',
    type: 'object',
    required: ['apiVersion', 'kind'],
    properties: { apiVersion: { type: 'string' }, kind: { type: 'string' } },
    allOf: Object.entries(KINDS).map(([kind, path]) => ({
      if: { required: ['kind'], properties: { kind: { const: kind } } },
      // oxlint-disable-next-line unicorn/no-thenable -- the keyword of JSON Schema
      then: at(path, { $ref: '#/definitions/podSpec' }),
    })),
    definitions: {
      podSpec: {
        type: 'object',
        required: ['runtimeClassName', 'containers'],
        properties: {
          runtimeClassName: {
            type: 'string',
            minLength: 1,
            description: 'The RuntimeClass that names the sandbox.',
            examples: ['gvisor', 'kata-vm-isolation'],
          },
          hostNetwork: only([false], 'GV001', 'KT001'),
          hostPID: only([false], 'GV002', 'KT002'),
          hostIPC: only([false], 'GV003', 'KT002'),
          containers: { type: 'array', minItems: 1, items: { $ref: '#/definitions/container' } },
          initContainers: { type: 'array', items: { $ref: '#/definitions/container' } },
        },
        if: { properties: { runtimeClassName: { type: 'string', pattern: '[kK]ata' } } },
        // oxlint-disable-next-line unicorn/no-thenable -- the keyword of JSON Schema
        then: {
          anyOf: [
            limited('memory', 'cpu'),
            { properties: { containers: { items: limited('memory', 'cpu') } } },
          ],
        },
      },
      container: {
        type: 'object',
        properties: {
          securityContext: {
            type: 'object',
            properties: {
              privileged: only([false], 'GV004', 'KT006'),
              procMount: only(['Default'], 'GV020'),
            },
          },
          volumeMounts: {
            type: 'array',
            items: {
              type: 'object',
              properties: { mountPropagation: only(['None', 'HostToContainer'], 'GV019') },
            },
          },
        },
      },
    },
  };
}

function at(path: readonly string[], schema: Schema): Schema {
  return path.reduceRight<Schema>(
    (inner, key) => ({ type: 'object', required: [key], properties: { [key]: inner } }),
    schema,
  );
}

/** The values that a sandbox takes, with what the rules say of any other. */
function only(values: readonly unknown[], ...codes: readonly RuleCode[]): Schema {
  const said = codes.map((code) => `${code}: ${FINDINGS[code].title}`).join('; ');
  return { enum: values, description: said, errorMessage: said };
}

/** A container, or a whole pod, whose limits size a VM. */
function limited(...resources: readonly string[]): Schema {
  return at(['resources', 'limits'], {
    required: resources,
    description: `KT008: ${FINDINGS.KT008.title}; KT009: ${FINDINGS.KT009.title}`,
  });
}
