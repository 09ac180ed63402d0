import { equal } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { documentationMarkdown } from '../../../../src/yaml/assist/documentationMarkdown.ts';

describe('The documentation of a field', () => {
  for (const [what, text, markdown] of [
    ['nothing', '', ''],
    [
      'code',
      'When `hostNetwork` is true, see `hostPort`.',
      'When `hostNetwork` is true, see `hostPort`.',
    ],
    ['a backtick alone', 'one ` alone', 'one \\` alone'],
    [
      'a link to the documentation, without the point behind it',
      'More info: https://kubernetes.io/docs/concepts/a-b/#c-d.',
      'More info: <https://kubernetes.io/docs/concepts/a-b/#c-d>.',
    ],
    ['no other link', 'https://example.com/x', 'https\\://example\\.com/x'],
    [
      'no host that only begins alike',
      'https://kubernetes.io.evil.com/x',
      'https\\://kubernetes\\.io\\.evil\\.com/x',
    ],
    [
      'no markup',
      '[x](command:y) <b>**bold**</b> $(bug)',
      '\\[x\\](command:y) &lt;b\\>\\*\\*bold\\*\\*&lt;/b\\> \\$(bug)',
    ],
    [
      'a list of values',
      'Policy.\n\nPossible enum values:\n - `"Always"` means so\n - `"Never"` does not',
      'Policy.\n\nPossible enum values:\n- `"Always"` means so\n- `"Never"` does not',
    ],
    ['no heading', '# Big\n\n\n\nsmall', '\\# Big\n\nsmall'],
    ['code of several lines stays text', 'a `b\nc` d', 'a \\`b\nc\\` d'],
  ] as const) {
    it(what, () => equal(documentationMarkdown(text), markdown));
  }
});
