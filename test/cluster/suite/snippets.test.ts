import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, it } from 'node:test';
import { parse } from 'yaml';
import { snippetText, snippetSuggestions } from '../../../src/yaml/assist/snippets.ts';
import { PartCache } from '../../../src/yaml/findings/partCache.ts';
import { readFacts } from '../../../src/cli/lint/readFacts.ts';
import { sentManifests } from '../../../src/yaml/assist/sentManifests.ts';
import { removeAgentKinds, serveAgentKinds } from '../agentKinds.ts';
import { attachCluster } from '../cluster.ts';

/** The classes that the snippets name here: no other test makes or deletes them. */
const CLASSES = `
apiVersion: v1
kind: List
items:
  - apiVersion: node.k8s.io/v1
    kind: RuntimeClass
    metadata: { name: snippets-gvisor }
    handler: runsc
  - apiVersion: node.k8s.io/v1
    kind: RuntimeClass
    metadata: { name: snippets-kata }
    handler: kata
`;
const FACTS = readFacts(parse(CLASSES));

const cluster = attachCluster();
const text = (label: string): string => {
  const [found] = [...snippetSuggestions('document', FACTS), ...snippetSuggestions('pod', FACTS)]
    .filter((one) => one.label === label)
    .map(({ insertText }) => snippetText(insertText));
  if (found === undefined) throw new Error(`There is no snippet ${label}`);
  return found;
};

/** Resolves when the API server would take a manifest, to the last field; rejects with what it says. */
async function dryRun(manifest: string): Promise<void> {
  const strictly = ['apply', '--server-side', '--dry-run=server', '--validate=strict'];
  await cluster.kubectl([...strictly, '--output', 'name', '--filename', '-'], manifest);
}

/** RuntimeClass admission sees Pods alone: of a template, the pod that it makes is asked about too. */
async function dryRunWithPods(manifest: string): Promise<void> {
  await dryRun(manifest);
  for (const { pod } of sentManifests(new PartCache().parts(manifest, 'manifest'))) {
    if (pod) await dryRun(JSON.stringify(pod.manifest));
  }
}

describe('The API server takes, by a strict dry run, the snippet', () => {
  before(async () => {
    await cluster.kubectl(['apply', '--filename', '-'], CLASSES);
    await serveAgentKinds(cluster);
  });
  after(async () => {
    await cluster.kubectl(['delete', '--filename', '-'], CLASSES);
    await removeAgentKinds(cluster);
  });

  for (const { label } of snippetSuggestions('document', FACTS)) {
    if (label.startsWith('Kustomize')) continue;
    it(label, () => dryRunWithPods(text(label)));
  }

  for (const { label } of snippetSuggestions('pod', FACTS)) {
    it(`${label}, in a pod`, async () => {
      const inPod = text(label).replaceAll(/^/gm, '  ');
      await dryRun(`${text('Pod with gVisor')}\n${inPod}\n`);
    });
  }

  it('Kustomize patch with gVisor, as kubectl makes a Deployment of it', async (t) => {
    const folder = await mkdtemp(path.join(tmpdir(), 'snippets-'));
    t.after(() => rm(folder, { recursive: true }));
    const plain = text('Deployment with gVisor').replace(/ *runtimeClassName: .*\n/, '');
    await writeFile(path.join(folder, 'deployment.yaml'), plain);
    const patch = `${text('Kustomize patch with gVisor')}\nresources: [deployment.yaml]\n`;
    await writeFile(path.join(folder, 'kustomization.yaml'), patch);
    const built = await cluster.kubectl(['kustomize', folder]);
    assert.match(built, /runtimeClassName: snippets-gvisor/);
    await dryRunWithPods(built);
  });

  it('only with a class that exists', async () => {
    const unknown = text('Pod with gVisor').replace('snippets-gvisor', 'no-such-class');
    await assert.rejects(dryRun(unknown), /RuntimeClass "no-such-class" not found/);
  });
});
