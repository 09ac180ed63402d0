import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { plainText } from '../../../src/base/text/plainText.ts';
import { UserError } from '../../../src/base/problem.ts';
import { redact } from '../../../src/base/text/redact.ts';
import { readFacts } from '../../../src/cli/lint/readFacts.ts';
import { installedOf } from '../../../src/gvisor/deploy/installed.ts';
import { tokenUrl } from '../../../src/gvisor/image/registryToken.ts';
import { ApiError } from '../../../src/kube/api/apiError.ts';
import { parseStatus } from '../../../src/kube/api/parseStatus.ts';
import { parseExecCredential } from '../../../src/kube/credentials/execCredential.ts';
import { endOf } from '../../../src/kube/exec/exec.ts';
import { parseKubeconfig } from '../../../src/kube/kubeconfig/parseKubeconfig.ts';
import { continueToken, pageParser } from '../../../src/kube/list/page.ts';
import { eventParser } from '../../../src/kube/list/watchEvent.ts';
import { NODES } from '../../../src/kube/resources/nodeResource.ts';
import { projectEvent } from '../../../src/kube/resources/podEvents.ts';
import { PODS } from '../../../src/kube/resources/podResource.ts';
import { RUNTIME_CLASSES } from '../../../src/kube/resources/runtimeClassResource.ts';
import { WORKLOADS } from '../../../src/kube/resources/workloadResources.ts';
import { mergeReports } from '../../../src/proof/report/merge/mergeReports.ts';
import { readReport } from '../../../src/proof/report/merge/readReport.ts';
import { REPORT_FORMATS, reportText } from '../../../src/proof/report/reportText.ts';
import { NO_FACTS } from '../../../src/yaml/facts/facts.ts';
import { readConfiguration } from '../../../src/yaml/findings/readConfiguration.ts';
import { validate } from '../../../src/yaml/validate.ts';
import { SeededRandom } from '../yaml/seededRandom.ts';
import { SAMPLES } from './samples.ts';
import { strangeValue } from './strangeValues.ts';

const FULL = process.env['AKS_SANDBOX_TEST_FULL'] === '1';
const CASES = FULL ? 1_000_000 : 50_000;
/** Another one, in the environment, tries other values. */
const SEED = Number(process.env['FUZZ_SEED'] ?? 1);
const MAX_MS = 2000;

const SUBJECT = { cluster: 'c', verb: 'list', object: 'pods', rights: 'list on pods' };
const PLUGIN = {
  apiVersion: 'client.authentication.k8s.io/v1',
  command: 'plugin',
  args: [],
  env: [],
  installHint: '',
  provideClusterInfo: false,
  interactiveMode: 'Never',
} as const;
const POD_YAML =
  'apiVersion: v1\nkind: Pod\nmetadata: {name: a}\nspec:\n  runtimeClassName: gvisor\n  nodeSelector: {a: b}\n  containers: [{name: a, image: b}]\n';

const bytes = (value: unknown): Buffer => Buffer.from(JSON.stringify(value));
const nodes = pageParser(NODES);
const pods = pageParser(PODS);
const classes = pageParser(RUNTIME_CLASSES);
const [DEPLOYMENTS] = WORKLOADS;
assert.ok(DEPLOYMENTS);
const deployments = pageParser(DEPLOYMENTS);
const podEvents = eventParser(PODS);

/** What reads what comes from outside, with a value of the kind that it reads. */
const READERS: Readonly<
  Record<string, readonly [sample: unknown, read: (value: unknown) => unknown]>
> = {
  'a page of nodes': [
    { metadata: {}, items: [SAMPLES.node] },
    (value) => nodes(bytes(value))?.items.map((raw) => raw && NODES.projection()(raw)),
  ],
  'a page of pods': [
    { metadata: {}, items: [SAMPLES.pod] },
    (value) => pods(bytes(value))?.items.map((raw) => raw && PODS.projection()(raw)),
  ],
  'a page of classes': [
    { metadata: {}, items: [SAMPLES.runtimeClass] },
    (value) => classes(bytes(value))?.items.map((raw) => raw && RUNTIME_CLASSES.projection()(raw)),
  ],
  'a page of Deployments': [
    { metadata: {}, items: [SAMPLES.deployment] },
    (value) => deployments(bytes(value))?.items.map((raw) => raw && DEPLOYMENTS.projection()(raw)),
  ],
  'an event of a watch': [
    { type: 'ADDED', object: SAMPLES.pod },
    (value) => {
      const object = podEvents(bytes(value))?.object;
      return typeof object === 'object' && object !== null && PODS.projection()(object);
    },
  ],
  'the beginning of a page': [
    { metadata: { continue: 'abc' }, items: [] },
    (value) => continueToken(bytes(value)),
  ],
  'an event of a pod': [SAMPLES.event, (value) => projectEvent(objectOf(value))],
  'a Status': [SAMPLES.status, (value) => new ApiError(SUBJECT, 403, parseStatus(bytes(value)))],
  'the end of an exec': [SAMPLES.status, (value) => endOf(parseStatus(bytes(value)))],
  'a DaemonSet': [SAMPLES.daemonSet, (value) => installedOf(objectOf(value))],
  'facts, and what they say of a pod': [
    { kind: 'List', items: [SAMPLES.node, SAMPLES.runtimeClass] },
    (value) => {
      // What it says of a text that is no list of facts is meant for a person.
      if (!Array.isArray(objectOf<{ items?: unknown }>(value).items)) return undefined;
      return validate(POD_YAML, { ...NO_FACTS, ...readFacts(value) });
    },
  ],
  'a kubeconfig': [
    SAMPLES.kubeconfig,
    (value) => parseKubeconfig(JSON.stringify(value), '/home/ada/.kube/config'),
  ],
  'the configuration': [
    { rules: { GV005: 'off' }, exclude: ['a'] },
    (value) => readConfiguration(JSON.stringify(value)),
  ],
  'a report, and what is made of it': [
    SAMPLES.report,
    (value) => {
      const report = mergeReports([readReport(JSON.stringify(value), 'a.json')]);
      const placeOf = () => ({ file: 'a', line: 1 });
      return REPORT_FORMATS.map((format) =>
        reportText(report, { format, noHeaders: false, version: '1', placeOf }),
      );
    },
  ],
  "a plugin's answer": [
    { kind: 'ExecCredential', apiVersion: PLUGIN.apiVersion, status: { token: 's3cret-token' } },
    (value) => parseExecCredential(JSON.stringify(value), PLUGIN),
  ],
  "a registry's challenge": [
    { text: 'Bearer realm="https://a/token",service="a",scope="b"' },
    (value) => tokenUrl(JSON.stringify(value)),
  ],
  'a message': [
    { text: 'token=s3cret' },
    (value) => {
      const text = JSON.stringify(value);
      assert.ok(plainText(text, 40).length <= 40);
      assert.doesNotMatch(redact(`password: ${JSON.stringify(text)}`), /token=s3cret/);
    },
  ],
};

function objectOf<T extends object>(value: unknown): T {
  return (typeof value === 'object' && value !== null ? value : {}) as T;
}

describe('whatever comes from outside', () => {
  const names = Object.entries(READERS);
  const each = Math.ceil(CASES / names.length);
  for (const [name, [sample, read]] of names) {
    it(`${name}: ${each.toLocaleString('en')} values are read or refused, and nothing else`, () => {
      const random = new SeededRandom(SEED);
      for (let left = each; left > 0; left--) {
        const value = strangeValue(sample, random);
        const began = performance.now();
        try {
          read(value);
        } catch (error) {
          const isRefusal = error instanceof UserError || error instanceof SyntaxError;
          if (!isRefusal)
            throw new Error(`${JSON.stringify(value)}\n${String(error)}`, { cause: error });
          assert.doesNotMatch(error.message, /s3cret-/, 'a secret stands in a message');
        }
        const took = performance.now() - began;
        assert.ok(took < MAX_MS, `${took} ms for ${JSON.stringify(value).slice(0, 1000)}`);
      }
      assert.deepEqual(Object.keys(Object.prototype), [], 'nothing is put into every object');
      assert.equal(({} as Record<string, unknown>)['x'], undefined);
    });
  }
});
