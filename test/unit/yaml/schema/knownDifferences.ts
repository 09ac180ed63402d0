import type { Finding } from '../../../../src/yaml/findings/finding.ts';
import { mayBeAbsent } from '../../../../src/yaml/schema/types/mayBeAbsent.ts';
import { mustBeThere } from '../../../../src/yaml/schema/types/mustBeThere.ts';
import { type Refusal, valueAtPointer } from './oracle.ts';
import type { Mutant } from './mutants.ts';

/** Why an oracle's verdict is another than ours, which is that of an API server (`test/cluster/suite/structure.test.ts`). */
export interface KnownDifference {
  readonly oracle: 'ajv' | 'kubernetes-models';
  readonly why: string;
  /** What we find and the oracle does not. */
  readonly found?: (finding: Finding, mutant: Mutant) => boolean;
  /** What the oracle refuses and we do not. */
  readonly refused?: (refusal: Refusal, mutant: Mutant) => boolean;
}

const isNull = ({ path }: Refusal, { object }: Mutant): boolean =>
  valueAtPointer(object, path) === null;

const isTaken = (_: Refusal, { change }: Mutant): boolean => {
  const [, type = '', field = ''] = /^missing (\w+)\.(\w+)$/.exec(change) ?? [];
  return mayBeAbsent(type, field);
};

const isAskedFor = ({ code, message }: Finding): boolean => {
  const [, type = '', field = ''] = /^(\w+) needs the field "(\w+)"/.exec(message) ?? [];
  const definitions = ['core', 'apps', 'batch'].map((group) => `io.k8s.api.${group}.v1.${type}`);
  return code === 'missing-field' && definitions.some((one) => mustBeThere(one).includes(field));
};

const isNameless = ({ code, message }: Finding): boolean =>
  code === 'missing-field' && message.includes('"metadata.name"');

export const KNOWN_DIFFERENCES: readonly KnownDifference[] = [
  {
    oracle: 'ajv',
    why: 'the API server takes null for an absent value; the definitions do not say so',
    refused: isNull,
  },
  {
    oracle: 'ajv',
    why: 'base64 and times are formats, which JSON Schema leaves unchecked',
    found: ({ code }) => code === 'bad-format',
  },
  {
    oracle: 'ajv',
    why: 'every object has a name; the definitions do not say so',
    found: isNameless,
  },
  {
    oracle: 'ajv',
    why: 'the API server asks for some fields that the definitions do not require',
    found: isAskedFor,
  },
  {
    oracle: 'ajv',
    why: 'the API server takes objects without some fields that the definitions require',
    refused: isTaken,
  },
  {
    oracle: 'kubernetes-models',
    why: 'it takes unknown fields',
    found: ({ code }) => code === 'unknown-field',
  },
  {
    oracle: 'kubernetes-models',
    why: 'it takes objects without a name, as the definitions do',
    found: isNameless,
  },
  {
    oracle: 'kubernetes-models',
    why: 'it does not ask, as the definitions do not, for some fields that the API server asks for',
    found: isAskedFor,
  },
  {
    oracle: 'kubernetes-models',
    why: 'it asks, as the definitions do, for some fields without which the API server takes objects',
    refused: isTaken,
  },
  {
    oracle: 'kubernetes-models',
    why: 'it takes null for a list or a map that must be there',
    found: ({ code }, { change }) => code === 'missing-field' && change.startsWith('null '),
  },
  {
    oracle: 'kubernetes-models',
    why: 'it refuses null in a list, in a map, and for a value of an enum',
    refused: isNull,
  },
  {
    oracle: 'kubernetes-models',
    why: 'it has lost the fields that are called description',
    found: (_, { change }) => change.endsWith('.description'),
  },
  {
    oracle: 'kubernetes-models',
    why: 'it has lost the fields of a CRD that begin with x-kubernetes-, and what is in them',
    found: (_, { change }) => / (?:JSONSchemaProps\.x-kubernetes-|ValidationRule)/.test(change),
  },
];
