import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { excludedBy } from '../../../../src/files/excludedBy.ts';
import { readConfiguration } from '../../../../src/yaml/findings/readConfiguration.ts';
import { FolderRules, type TextPlace } from '../../../../src/ui/language/folderRules.ts';

const file = (path: string, scheme = 'file'): TextPlace => ({ scheme, path });

/** A workspace of folders, each with the text of its `.aks-sandbox.yaml`. */
function workspace(texts: Readonly<Record<string, string>>): FolderRules {
  const rules = new FolderRules();
  for (const [folder, text] of Object.entries(texts)) {
    const configuration = readConfiguration(text);
    rules.set(file(folder), { configuration, isExcluded: excludedBy(configuration.exclude) });
  }
  return rules;
}

describe('FolderRules', () => {
  const rules = workspace({
    '/one': 'rules: { GV001: off }\nexclude: [charts/**]',
    '/two': 'rules: { GV001: hint }',
    '/two/inner': 'exclude: ["*.yaml"]',
  });
  const TABLE: readonly (readonly [string, TextPlace, unknown, boolean])[] = [
    ['of the first folder', file('/one/a.yaml'), { GV001: 'off' }, false],
    ['that the first folder excludes', file('/one/charts/a.yaml'), { GV001: 'off' }, true],
    ['of the second folder', file('/two/a.yaml'), { GV001: 'hint' }, false],
    ['that only the first folder excludes', file('/two/charts/a.yaml'), { GV001: 'hint' }, false],
    ['of a folder in a folder', file('/two/inner/a.yaml'), {}, true],
    ['of no folder', file('/three/a.yaml'), {}, false],
    ['of a folder with a longer name', file('/one-more/a.yaml'), {}, false],
    ['of another file system', file('/one/a.yaml', 'untitled'), {}, false],
  ];
  for (const [name, at, severities, isExcluded] of TABLE) {
    it(`say of a file ${name} what its own folder says`, () => {
      assert.deepEqual(rules.severitiesOf(at), severities);
      assert.equal(rules.excludes(at), isExcluded);
    });
  }

  it('say nothing of a folder that has left the workspace', () => {
    const left = workspace({ '/one': 'rules: { GV001: off }' });
    left.delete(file('/one'));
    assert.deepEqual(left.severitiesOf(file('/one/a.yaml')), {});
  });
});
