import { parse } from 'yaml';
import type { Severity } from './finding.ts';

/** How grave the findings of a code are, or `off`; codes that are not in it keep their own severity. */
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

const LEVELS: readonly string[] = ['error', 'warning', 'information', 'hint', 'off'];

/** Reads `.aks-sandbox.yaml`: `rules`, a map of codes to severities or `off`, and `exclude`, a list of patterns. */
export function readConfiguration(text: string): RuleConfiguration {
  let value: unknown;
  try {
    value = parse(text, { maxAliasCount: 100 });
  } catch (error) {
    const reason = error instanceof Error ? (error.message.split('\n')[0] ?? '') : '';
    return { ...NO_CONFIGURATION, problems: [`it is not YAML: ${reason}`] };
  }
  if (value === null || value === undefined) return NO_CONFIGURATION;
  if (typeof value !== 'object' || Array.isArray(value)) {
    return { ...NO_CONFIGURATION, problems: ['it is no map with `rules` and `exclude`'] };
  }
  const problems: string[] = [];
  const fields = value as Readonly<Record<string, unknown>>;
  for (const key of Object.keys(fields)) {
    if (key !== 'rules' && key !== 'exclude') problems.push(`\`${key}\` is not known`);
  }
  const rules = readSeverities(fields['rules'], problems);
  const exclude = fields['exclude'] ?? [];
  const patterns = Array.isArray(exclude)
    ? exclude.filter((one): one is string => typeof one === 'string')
    : [];
  if (!Array.isArray(exclude) || patterns.length < exclude.length) {
    problems.push('`exclude` is no list of texts');
  }
  return { rules, exclude: patterns, problems };
}

/** The severities of a map; what is none is left out and said. YAML reads `off` as a text, YAML 1.1 as false. */
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
