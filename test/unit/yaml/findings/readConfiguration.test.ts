import { deepEqual } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { readConfiguration } from '../../../../src/yaml/findings/readConfiguration.ts';
import type { RuleConfiguration } from '../../../../src/yaml/findings/ruleConfiguration.ts';

const LEVELS = 'error, warning, information, hint, off';

describe('.aks-sandbox.yaml', () => {
  const CASES: readonly (readonly [text: string, read: Partial<RuleConfiguration>])[] = [
    ['', {}],
    ['# nothing yet\n', {}],
    ['rules:\nexclude:\n', {}],
    [
      'rules:\n  GV005: hint\n  unknown-field: "off"\nexclude: [vendor/, "*.tmp.yaml"]\n',
      { rules: { GV005: 'hint', 'unknown-field': 'off' }, exclude: ['vendor/', '*.tmp.yaml'] },
    ],
    // Without quotes it is a text to YAML 1.2, and false to YAML 1.1.
    ['rules: { GV005: off, GV006: false }\n', { rules: { GV005: 'off', GV006: 'off' } }],
    [
      'rules: { GV005: warn, GV006: 3, GV007: error }\n',
      {
        rules: { GV007: 'error' },
        problems: [`\`GV005\` is one of ${LEVELS}`, `\`GV006\` is one of ${LEVELS}`],
      },
    ],
    ['rules: [GV005]\n', { problems: ['`rules` is no map of codes'] }],
    ['exclude: vendor/\n', { problems: ['`exclude` is no list of texts'] }],
    [
      'exclude: [vendor/, 3]\n',
      { exclude: ['vendor/'], problems: ['`exclude` is no list of texts'] },
    ],
    ['severities: {}\n', { problems: ['`severities` is not known'] }],
    ['- rules\n', { problems: ['it is no map with `rules` and `exclude`'] }],
    ['rules\n', { problems: ['it is no map with `rules` and `exclude`'] }],
  ];
  for (const [text, read] of CASES) {
    it(JSON.stringify(text), () =>
      deepEqual(readConfiguration(text), { rules: {}, exclude: [], problems: [], ...read }),
    );
  }

  it('says what is no YAML, and where', () => {
    const { rules, problems } = readConfiguration('rules: {GV005: hint\n');
    deepEqual(rules, {});
    deepEqual(
      problems.map((problem) => /^it is not YAML: .* at line 2/.test(problem)),
      [true],
    );
  });
});
