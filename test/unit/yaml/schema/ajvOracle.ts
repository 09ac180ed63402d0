import { Ajv } from 'ajv';
import type { DefinitionTable } from '../../../../src/yaml/schema/types/openApi.ts';
import { strictDefinitions } from '../../../schemas/strictDefinitions.ts';
import { type Oracle, oracleOf } from './oracle.ts';

/** Gives the verdict of ajv on objects of a definition, by JSON Schemas made of the same definitions. */
export function ajvOracles(table: DefinitionTable): (definition: string) => Oracle {
  const formats = {
    int32: INT32,
    int64: INT64,
    double: true,
    byte: true,
    'date-time': true,
  } as const;
  const ajv = new Ajv({ strict: false, allErrors: true, code: { optimize: false }, formats });
  ajv.addSchema({ $id: 'kubernetes', definitions: { ...strictDefinitions(table), ...UNTYPED } });
  return (definition) => oracleOf(ajv.compile({ $ref: `kubernetes#/definitions/${definition}` }));
}

const INT32 = { type: 'number', validate: (value: number) => Math.abs(value) < 2 ** 31 } as const;
const INT64 = { type: 'number', validate: (value: number) => Math.abs(value) < 2 ** 63 } as const;

/** What the definitions say in words alone. The pattern is the one that controller-gen gives a CRD (v0.20, 2026). */
const UNTYPED = {
  'io.k8s.apimachinery.pkg.util.intstr.IntOrString': {
    anyOf: [{ type: 'integer', format: 'int32' }, { type: 'string' }],
  },
  'io.k8s.apimachinery.pkg.api.resource.Quantity': {
    type: ['string', 'number'],
    pattern:
      '^(\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))(([KMGTPE]i)|[numkMGTPE]|([eE](\\+|-)?(([0-9]+(\\.[0-9]*)?)|(\\.[0-9]+))))?$',
  },
};
