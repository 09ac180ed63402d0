import type {
  DefinitionTable,
  OpenApiDocument,
} from '../../../../src/yaml/schema/types/openApi.ts';
import { definitionTable } from '../../../../src/yaml/schema/types/stripSchema.ts';

const META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';
const QUANTITY =
  '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$';

/** As an API server serves a CRD of group example.com. */
const DOCUMENT: OpenApiDocument = {
  components: {
    schemas: {
      'com.example.v1.Widget': {
        type: 'object',
        required: ['spec'],
        properties: {
          apiVersion: { type: 'string' },
          kind: { type: 'string' },
          metadata: { allOf: [{ $ref: `#/components/schemas/${META}` }] },
          spec: {
            type: 'object',
            required: ['size', 'gone'],
            properties: {
              size: { type: 'integer', format: 'int32' },
              gone: { type: 'string', nullable: true },
              port: { 'x-kubernetes-int-or-string': true },
              memory: { 'x-kubernetes-int-or-string': true, pattern: QUANTITY },
              level: { type: 'string', enum: ['low', 'high'] },
              template: {
                type: 'object',
                properties: { a: { type: 'string' } },
                'x-kubernetes-preserve-unknown-fields': true,
              },
              loose: { 'x-kubernetes-preserve-unknown-fields': true },
              bag: { type: 'object' },
              labels: { type: 'object', additionalProperties: { type: 'string' } },
              on: { type: 'string' },
            },
          },
        },
        'x-kubernetes-group-version-kind': [
          { group: 'example.com', version: 'v1', kind: 'Widget' },
        ],
      },
      [META]: { type: 'object', properties: { name: { type: 'string' } } },
      'io.k8s.apimachinery.pkg.apis.meta.v1.DeleteOptions': {
        type: 'object',
        properties: { apiVersion: {}, kind: {} },
        'x-kubernetes-group-version-kind': [
          { group: 'example.com', version: 'v1', kind: 'DeleteOptions' },
        ],
      },
    },
  },
};

/** The table of a cluster whose only kind is that of a custom resource, `example.com/v1` `Widget`. */
export function widgetTable(): DefinitionTable {
  return definitionTable('1.36.3', [DOCUMENT]);
}
