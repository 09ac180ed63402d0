import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, it } from 'node:test';
import { Ajv } from 'ajv';
import { parse, parseAllDocuments } from 'yaml';
import { NO_FACTS } from '../../../src/yaml/facts/facts.ts';
import { snippetText, snippetSuggestions } from '../../../src/yaml/assist/snippets.ts';
import { SANDBOXED_POD_FILE, sandboxedPodSchema } from '../../schemas/sandboxedPod.ts';

const ROOT = path.join(import.meta.dirname, '../../..');
const FILE = readFileSync(path.join(ROOT, SANDBOXED_POD_FILE), 'utf8');
const LIMITS = 'resources: {limits: {cpu: 1, memory: 1Gi}}';

/** A pod of gVisor with one thing more. */
function pod(spec: string, container = ''): string {
  return `{apiVersion: v1, kind: Pod, spec: {runtimeClassName: gvisor, ${spec} containers: [{name: a, ${container}}]}}`;
}

describe('The JSON Schema of a sandboxed workload', () => {
  const accepts = new Ajv({ strict: false }).compile(JSON.parse(FILE) as object);

  it('is made of the tables of the product', () => {
    assert.deepEqual(JSON.parse(FILE), sandboxedPodSchema(), 'Run npm run schemas:pod.');
    assert.ok(FILE.length < 40_000, `${FILE.length} bytes`);
  });

  for (const { label, insertText } of snippetSuggestions('document', NO_FACTS)) {
    it(`takes the snippet ${label}`, () => {
      // Of several documents the first has the pod.
      const [document] = parseAllDocuments(snippetText(insertText));
      assert.ok(accepts(document?.toJS()), JSON.stringify(accepts.errors));
    });
  }

  const REFUSED: readonly (readonly [string, string])[] = [
    ['no class', '{apiVersion: v1, kind: Pod, spec: {containers: [{name: a}]}}'],
    ['no spec', '{apiVersion: v1, kind: Pod}'],
    ['hostNetwork', pod('hostNetwork: true,')],
    ['hostPID', pod('hostPID: true,')],
    ['hostIPC', pod('hostIPC: true,')],
    ['privileged', pod('', 'securityContext: {privileged: true}')],
    ['procMount', pod('', 'securityContext: {procMount: Unmasked}')],
    ['mountPropagation', pod('', 'volumeMounts: [{mountPropagation: Bidirectional}]')],
    ['no limits under Kata', pod('').replace('gvisor', 'kata-vm-isolation')],
  ];
  for (const [what, text] of REFUSED) {
    it(`refuses ${what}`, () => assert.equal(accepts(parse(text)), false));
  }

  it('takes a Kata pod with limits, of its containers or of its own', () => {
    for (const text of [pod('', LIMITS), pod(`${LIMITS},`)]) {
      assert.ok(accepts(parse(text.replace('gvisor', 'kata-vm-isolation'))), text);
    }
  });
});
