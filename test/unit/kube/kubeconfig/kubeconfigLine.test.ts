import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { kubeconfigLine } from '../../../../src/kube/kubeconfig/kubeconfigLine.ts';

const GOOD = `apiVersion: v1
contexts:
  - name: first
    context: {cluster: a}
  - context: {cluster: b}
    name: "2"
clusters: []
`;

describe('kubeconfigLine', () => {
  const cases: readonly [string, string, context: string | undefined, line: number][] = [
    ['a context', GOOD, 'first', 3],
    ['a context whose name is a number', GOOD, '2', 5],
    ['a context that is not there', GOOD, 'gone', 1],
    ['the whole file', GOOD, undefined, 1],
    ['an error', `${GOOD}users: [\n`, undefined, 9],
    ['an error before a context', `users: [\n${GOOD}`, 'first', 2],
    ['nothing', '', 'first', 1],
    ['lists that are none', 'contexts: {a: b}\n', 'a', 1],
    ['a byte order mark', `\uFEFF${GOOD}`, 'first', 3],
  ];
  for (const [name, text, context, line] of cases) {
    it(`is that of ${name}`, () => assert.equal(kubeconfigLine(text, context), line));
  }
});
