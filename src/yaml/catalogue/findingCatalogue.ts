import { AGENT_CODES } from './agentCodes.ts';
import { CLUSTER_CODES, RUNTIME_CLASS_CODES } from './clusterCodes.ts';
import type { FindingFamily } from './findingInfo.ts';
import { GVISOR_CODES } from './gvisorCodes.ts';
import { KATA_CODES } from './kataCodes.ts';
import { STRUCTURE_CODES } from './structureCodes.ts';
import { LIMIT_CODES, SYNTAX_CODES } from './syntaxCodes.ts';

/** Every code that a finding may have, with what is known of it. */
export const FINDINGS = {
  ...GVISOR_CODES,
  ...KATA_CODES,
  ...RUNTIME_CLASS_CODES,
  ...CLUSTER_CODES,
  ...AGENT_CODES,
  ...STRUCTURE_CODES,
  ...SYNTAX_CODES,
  ...LIMIT_CODES,
};

/** A stable code, explained in `docs/rules.md`. */
export type FindingCode = keyof typeof FINDINGS;

/** The codes of a family. */
export type CodeOf<Family extends FindingFamily> = {
  [Code in FindingCode]: (typeof FINDINGS)[Code]['family'] extends Family ? Code : never;
}[FindingCode];

/** The codes that rules find. */
export type RuleCode = CodeOf<'sandbox' | 'cluster'>;
