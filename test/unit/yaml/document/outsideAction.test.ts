import { equal } from 'node:assert/strict';
import { describe, it } from 'node:test';
import { hasOutsideAction } from '../../../../src/yaml/document/outsideAction.ts';
import { parsePart } from '../../../../src/yaml/document/parsedPart.ts';

const CASES: readonly (readonly [what: string, text: string, isOutside: boolean])[] = [
  ['a value', 'a: {{ .b }}\n', true],
  ['a line of its own', 'a:\n  {{- if .b }}\n', true],
  ['Jinja', '{% if x %}\na: b\n', true],
  ['a part of a value', 'a: b-{{ .c }}\n', true],
  ['a value behind a text in quotes', `a: 'b'\nc: {{ .d }}\n`, true],
  ['a value behind an apostrophe', `a: it's\nc: {{ .d }}\ne: it's\n`, true],
  ['a value behind a comment with a quote', `# it's\na: {{ .b }}\n# it's\n`, true],
  ['a value behind a block of text', 'a: |\n  b\nc: {{ .d }}\n', true],
  ['a line of a block of text that is not deeper', 'a:\n  b: |\n  {{ .c }}\n', true],
  ['a line behind the block of text of an item', '- |\n  b\n{{ .c }}\n', true],
  ['an action with a text in quotes of its own', 'a: "{{ include "b" . }}"\n', true],
  ['an action that begins in a comment', '# {{- /*\nb */}}\n', true],
  ['a value behind a quote that never closes', 'a: "b\nc: {{ .d }}\n', true],
  ['quotes', `a: '{{ .b }}'\nc: "{{ .d }}"\n`, false],
  ['quotes in a flow collection', `a: ["{{ .b }}",'{{ .c }}', {d: "{{ .e }}"}]\n`, false],
  ['quotes over lines', 'a: "b\n  {{ .c }}"\n', false],
  ['quotes with escapes', `a: "\\"{{ .b }}"\nc: '''{{ .d }}'\n`, false],
  ['a comment', '# {{ .a }}\nb: c # {{ .d }}\n', false],
  ['a block of text', 'a:\n  b: |-\n    {{ .c }}\n\n    {{ .d }}\ne: f\n', false],
  ['the block of text of an item', '- >2 # why\n  {{ .c }}\n- b\n', false],
  ['the block of text of an item with a key', '- a: |\n    {{ .c }}\n  b: c\n', false],
  ['braces alone', 'a: {b: {c: d}}\n', false],
];

describe('An action outside of quotes, comments and blocks of text', () => {
  for (const [what, text, isOutside] of CASES) {
    it(`${isOutside ? 'stands in' : 'is none in'} ${what}`, () => {
      equal(hasOutsideAction(text), isOutside);
    });
  }
});

describe('What stands below templates/ of a chart', () => {
  const ROLES: readonly (readonly [what: string, text: string, role: string])[] = [
    ['has no action', 'a: b\n', 'manifest'],
    ['has an action in quotes alone', 'a: "{{ .b }}"\n', 'manifest'],
    ['speaks of an action in a comment', '# is {{ .a }}\nb: c\n', 'manifest'],
    ['has an action', 'a: {{ .b }}\n', 'template'],
    ['has its branches in comments', '# {{- if .a }}\nb: c\n# {{- end }}\n', 'template'],
  ];
  for (const [what, text, role] of ROLES) {
    it(`is a ${role} where it ${what}`, () => {
      equal(parsePart(text, 'template').role, role);
    });
  }
});
