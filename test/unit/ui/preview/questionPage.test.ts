import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { questionPage } from '../../../../src/ui/preview/questionPage.ts';

describe('questionPage', () => {
  it('has what is asked, what one must know, where the buttons are, and what is sent', () => {
    const question = { title: 'Run 1 pod in prod?', detail: 'It ends.\n\nweb/a\nweb/b' };
    const sent = { what: 'What is sent', yaml: 'kind: Pod\n' };
    assert.equal(
      questionPage(question, '✓ Run Pods', sent),
      `# Run 1 pod in prod?

It ends.

web/a  
web/b

**✓ Run Pods** and **✗ Discard** are in the title bar of this editor. Nothing was sent yet.

## What is sent

\`\`\`yaml
kind: Pod
\`\`\`

`,
    );
  });

  it('keeps what others said text, and in its place', () => {
    const hostile = '[x](command:evil) <img src=x> `a`';
    const text = questionPage({ title: hostile, detail: `${hostile}\n# no heading` }, '✓', {
      what: hostile,
      yaml: '```\n# Not a heading',
    });
    assert.doesNotMatch(text, /\[x\]\(|<img/);
    assert.equal(text.match(/^# /gm)?.length, 2);
    assert.match(text, /^````yaml\n```\n# Not a heading\n````$/m);
  });

  it('needs nothing that is sent', () => {
    assert.doesNotMatch(questionPage({ title: 'a', detail: '' }, '✓'), /##|```/);
  });
});
