import { parse } from 'yaml';
import { NO_CONFIGURATION, readSeverities, type RuleConfiguration } from './ruleConfiguration.ts';

/**
 * Reads `.aks-sandbox.yaml`: `rules`, a map of codes to severities or `off`, and `exclude`, a list
 * of patterns.
 */
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
