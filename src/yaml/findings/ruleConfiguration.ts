import { SEVERITIES, type Severity } from '../catalogue/findingInfo.ts';

/**
 * How grave the findings of a code are, or `off`; codes that are not in it keep their own severity.
 */
export type RuleSeverities = Readonly<Record<string, Severity | 'off'>>;

export const NO_OVERRIDES: RuleSeverities = {};

/** The file of a repository that the editor and `lint` both read. */
export const CONFIGURATION_FILE = '.aks-sandbox.yaml';

export interface RuleConfiguration {
  readonly rules: RuleSeverities;
  /** Patterns as in a .gitignore, of files that are not checked; relative to the file's folder. */
  readonly exclude: readonly string[];
  /** What is wrong with the file, each as a sentence; the rest of it counts. */
  readonly problems: readonly string[];
}

export const NO_CONFIGURATION: RuleConfiguration = { rules: {}, exclude: [], problems: [] };

const LEVELS: readonly string[] = [...SEVERITIES, 'off'];

/**
 * The severities of a map; what is none is left out and said. YAML reads `off` as a text, YAML 1.1
 * as false.
 */
export function readSeverities(value: unknown, problems: string[] = []): RuleSeverities {
  if (value === undefined || value === null) return {};
  if (typeof value !== 'object' || Array.isArray(value)) {
    problems.push('`rules` is no map of codes');
    return {};
  }
  const rules: Record<string, Severity | 'off'> = {};
  for (const [code, level] of Object.entries(value)) {
    const name = level === false ? 'off' : level;
    if (typeof name === 'string' && LEVELS.includes(name)) rules[code] = name as Severity | 'off';
    else problems.push(`\`${code}\` is one of ${LEVELS.join(', ')}`);
  }
  return rules;
}
