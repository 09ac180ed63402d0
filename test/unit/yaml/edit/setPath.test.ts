import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { setPath } from '../../../../src/yaml/edit/setPath.ts';
import { parseYaml } from '../../../../src/yaml/parse/parseYaml.ts';
import { applyEdits } from '../applyEdits.ts';

describe('Setting a field', () => {
  const set = (text: string): string | undefined => {
    const { root } = parseYaml(text);
    const edit = root && setPath(text, root, ['spec', 'class'], 'x', 'first');
    return edit && applyEdits(text, [edit]);
  };

  it('puts it in front of the others', () => {
    assert.equal(set('spec:\n  a: b\n'), 'spec:\n  class: x\n  a: b\n');
  });

  it('leaves a map alone whose first key has a tag or an anchor, or is not there', () => {
    assert.equal(set('spec:\n  !x a: b\n'), undefined);
    assert.equal(set('spec:\n  &y a: b\n'), undefined);
    assert.equal(set('spec:\n  : b\n'), undefined);
  });
});
