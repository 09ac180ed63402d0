import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { nullLog } from '../../../src/base/log.ts';
import { TreeChoices } from '../../../src/state/treeChoices.ts';
import { memory } from './openClusters.ts';

describe('TreeChoices', () => {
  it('remembers grouping and pods for the workspace, hidden contexts for the person', async () => {
    const [workspace, person] = [memory(), memory()];
    const choices = new TreeChoices(workspace, person, nullLog);
    let changes = 0;
    choices.onDidChange(() => changes++);
    await choices.setGroupBy('pool');
    await choices.setAllPods(true);
    await choices.hide(['a', 'b']);
    await choices.show(['a']);
    assert.equal(changes, 4);
    const again = new TreeChoices(workspace, person, nullLog);
    assert.deepEqual([again.groupBy, again.allPods, [...again.hidden]], ['pool', true, ['b']]);
    const elsewhere = new TreeChoices(memory(), person, nullLog);
    assert.deepEqual(
      [elsewhere.groupBy, elsewhere.allPods, [...elsewhere.hidden]],
      ['namespace', false, ['b']],
    );
  });

  it('takes what is no choice for none', async () => {
    const kept = memory();
    await kept.update('aksSandbox.groupBy', 'colour');
    await kept.update('aksSandbox.allPods', 'yes');
    await kept.update('aksSandbox.hiddenClusters', { a: 1 });
    const choices = new TreeChoices(kept, kept, nullLog);
    assert.deepEqual(
      [choices.groupBy, choices.allPods, choices.hidden.size],
      ['namespace', false, 0],
    );
  });
});
