import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { before, describe, it } from 'node:test';
import { parse } from 'yaml';
import { loadDefinitions } from '../../../../src/definitions/loadDefinitions.ts';
import { hover } from '../../../../src/yaml/assist/hover.ts';
import { type Facts, NO_FACTS } from '../../../../src/yaml/facts/facts.ts';
import { PartCache } from '../../../../src/yaml/findings/partCache.ts';
import { readFacts } from '../../../../src/cli/lint/readFacts.ts';
import type { Definitions } from '../../../../src/yaml/schema/types/definitions.ts';

const ROOT = join(import.meta.dirname, '../../../..');
const FACTS: Facts = {
  ...readFacts(parse(readFileSync(join(ROOT, 'test/fixtures/facts/cluster.yaml'), 'utf8'))),
  cluster: 'prod',
};

const TEXT = `apiVersion: v1
kind: Pod
metadata:
  name: web
spec:
  runtimeClassName: kata-vm-isolation
  nodeSelector:
    disktype: ssd
  containers:
    - name: web
      image: nginx
      resources:
        requests: { cpu: 500m, memory: 1Gi }
`;

describe('Hover', () => {
  let definitions: Definitions;
  before(async () => {
    definitions = await loadDefinitions(ROOT);
  });
  const over = (word: string, facts = FACTS, text = TEXT) =>
    hover(new PartCache().parts(text, 'manifest'), text.indexOf(word) + 1, facts, definitions);

  it('tells what a class does, costs, and where it runs', () => {
    const { markdown = '', span } = over('kata-vm-isolation') ?? {};
    assert.match(markdown, /kata-vm-isolation\*\* · Kata/);
    assert.match(markdown, /Overhead on the node: 600Mi memory/);
    assert.match(markdown, /1 capable node in kata1/);
    assert.match(markdown, /requests 500m CPU and 1.6Gi of memory of its node, overhead included/);
    assert.match(markdown, /largest capable node has 3.9 CPU and 12Gi/);
    assert.equal(TEXT.slice(span?.start, span?.end), 'kata-vm-isolation');
  });

  it('tells which classes there are in place of one that is not, and that nothing is known without a cluster', () => {
    const text = TEXT.replace('kata-vm-isolation', 'nowhere');
    assert.match(
      over('nowhere', FACTS, text)?.markdown ?? '',
      /^prod has the RuntimeClasses .*`kata-vm-isolation`/,
    );
    assert.match(over('nowhere', NO_FACTS, text)?.markdown ?? '', /no cluster is active/);
  });

  it('tells what a field is for, as its documentation has it', () => {
    const { markdown = '' } = over('image') ?? {};
    assert.match(markdown, /\*\*image\*\* `string`/);
    assert.match(markdown, /Container image name/);
    assert.match(markdown, /Kubernetes 1\.\d+/);
  });

  it('tells how many nodes have a label', () => {
    assert.equal(over('ssd')?.markdown, '1 of 7 nodes have `disktype=ssd`: system.');
  });

  it('says nothing where there is nothing to say', () => {
    assert.equal(over('nginx', FACTS, TEXT.replace('image', 'imaje')), undefined);
    assert.equal(over('hello', FACTS, 'hello: world\n'), undefined);
  });
});
