import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { CheckResult } from '../../../../src/model/isolation/checkResult.ts';
import type { CheckReport } from '../../../../src/proof/report/checkReport.ts';
import { contradictionAdvice } from '../../../../src/proof/report/contradictionAdvice.ts';
import { reportGithub } from '../../../../src/proof/report/reportGithub.ts';
import { reportJunit } from '../../../../src/proof/report/reportJunit.ts';
import { reportMarkdown } from '../../../../src/proof/report/reportMarkdown.ts';
import { reportSarif } from '../../../../src/proof/report/reportSarif.ts';
import { reportTable } from '../../../../src/proof/report/reportTable.ts';
import { checkResult } from '../../../checkResult.ts';

const TABLE = `NAMESPACE   POD    CLASS    CLAIM    VERDICT                                   READ BY     KERNEL          NODE KERNEL   REASON
pay         bad    gvisor   gvisor   host-kernel (contradicts claim)           ephemeral   6.8.0           6.8.0         same boot id, at length, at length, at length, at length, a…
pay         bare   <none>   none     host-kernel (required claim is missing)   <nobody>    4.19.0-gvisor   6.8.0         because
pay         vm     kata     kata     vm (required claim is missing)            <nobody>    4.19.0-gvisor   6.8.0         because
pay         dark   gvisor   gvisor   indeterminate                             <nobody>    <unknown>       <unknown>     because
pay         good   gvisor   gvisor   gvisor                                    image       4.19.0-gvisor   6.8.0         because
`;

const MARKDOWN = `# Kernel check: prod

Checked on 2026-11-24 at 00:28 UTC: the namespace pay. 5 pods: 1 gVisor, 1 VM, 2 on the node's kernel, 1 indeterminate. 1 contradicts its claim. 2 do not claim gVisor, which is required.

Counted: 4 sandboxed pods, 1 without a RuntimeClass.

RuntimeClasses may not be listed.

## Contradictions

- \`pay/bad\` claims gVisor by its RuntimeClass \`gvisor\`, but runs on the node's kernel: same boot id, at length, at length, at length, at length, at length, at length.

**What to do**

- Take a pod on the node's kernel for not isolated: what runs in it could reach the node. Cordon the node; once the cause is mended delete the pod so that it is started anew, and check again.
- For gVisor the handler's entry in \`/etc/containerd/config.toml\` of the node has the type \`io.containerd.runsc.v1\`. On a node that AKS Sandbox prepared, its installer's log says what it found.

## Without a claim of gVisor

- \`pay/bare\` claims no sandbox: it names no RuntimeClass.
- \`pay/vm\` claims Kata by its RuntimeClass \`kata\`.

## Not checked

- \`Pod pay/gone\`: There is no pod pay/gone.

## All pods

| Pod        | Claim      | Verdict             | Read by   | Kernel          | Node | Node's kernel | Reason                                                                         |
| ---------- | ---------- | ------------------- | --------- | --------------- | ---- | ------------- | ------------------------------------------------------------------------------ |
| \`pay/bad\`  | gVisor     | ✗ the node's kernel | ephemeral | \`6.8.0\`         | \`n1\` | \`6.8.0\`       | same boot id, at length, at length, at length, at length, at length, at length |
| \`pay/bare\` | no sandbox | the node's kernel   | —         | \`4.19.0-gvisor\` | \`n1\` | \`6.8.0\`       | because                                                                        |
| \`pay/vm\`   | Kata       | VM                  | —         | \`4.19.0-gvisor\` | \`n1\` | \`6.8.0\`       | because                                                                        |
| \`pay/dark\` | gVisor     | indeterminate       | —         | —               | \`n1\` | —             | because                                                                        |
| \`pay/good\` | gVisor     | gVisor              | image     | \`4.19.0-gvisor\` | \`n1\` | \`6.8.0\`       | because                                                                        |

Where it says **image**, the image's own \`cat\` or \`uname\` read the kernel: a program that may print anything. It cannot make another container or another reader lie. **ephemeral** is this product's program in the pod's own sandbox; **canary** is the same in a pod of its own: it speaks of the class on that node, not of the pod.

## Evidence

- \`pay/bad\`: the node's kernel, same boot id, at length, at length, at length, at length, at length, at length
- \`pay/bare\`: the node's kernel, because
- \`pay/vm\`: VM, because
- \`pay/dark\`: indeterminate, because
- \`pay/good\`: gVisor, because
  - uname in \`web\`: \`x\`
`;

const REPORT: CheckReport = {
  cluster: 'prod',
  checkedAt: '2026-11-24T00:28:13.759Z',
  scope: 'the namespace pay',
  limits: ['RuntimeClasses may not be listed'],
  unchecked: [{ object: 'Pod pay/gone', why: 'There is no pod pay/gone' }],
  required: 'gvisor',
  pods: [
    checkResult({
      name: 'good',
      readBy: 'image',
      evidence: [{ source: 'uname', container: 'web', text: 'x' }],
    }),
    checkResult({
      name: 'bad',
      verdict: 'host-kernel',
      readBy: 'ephemeral',
      kernel: '6.8.0',
      reason: `same boot id${', at length'.repeat(6)}`,
    }),
    checkResult({
      name: 'dark',
      verdict: 'indeterminate',
      kernel: undefined,
      nodeKernel: undefined,
    }),
    checkResult({ name: 'bare', runtimeClass: undefined, claim: 'none', verdict: 'host-kernel' }),
    checkResult({ name: 'vm', runtimeClass: 'kata', claim: 'kata', verdict: 'vm' }),
  ],
};

describe('A report in words', () => {
  it('is a table for a terminal', () => {
    assert.equal(reportTable(REPORT), TABLE);
  });

  it('is Markdown for people', () => {
    assert.equal(reportMarkdown(REPORT), MARKDOWN);
  });

  it('leads to the pages of pods, where there are any', () => {
    const text = reportMarkdown(REPORT, ({ name }) => (name === 'bad' ? 'pods/bad.md' : undefined));
    assert.match(text, /^- \[`pay\/bad`\]\(pods\/bad\.md\) claims gVisor/m);
    assert.match(text, /^\| \[`pay\/bad`\]\(pods\/bad\.md\) \|/m);
    assert.match(text, /^\| `pay\/vm` +\|/m);
  });

  it('says what to do about each sort of contradiction, once', () => {
    const broken = (claim: CheckResult['claim'], verdict: CheckResult['verdict']) =>
      checkResult({ claim, verdict });
    const begins = (...pods: readonly CheckResult[]) =>
      contradictionAdvice(pods).map((advice) => advice.split(' ').slice(0, 2).join(' '));
    assert.deepEqual(begins(broken('gvisor', 'host-kernel'), broken('gvisor', 'host-kernel')), [
      'Take a',
      'For gVisor',
    ]);
    assert.deepEqual(begins(broken('kata', 'host-kernel'), broken('gvisor', 'vm')), [
      'Take a',
      'For Kata',
      'A pod',
    ]);
    assert.deepEqual(begins(broken('kata', 'gvisor')), ['A pod']);
  });

  const placeOf = ({ name }: CheckResult) => ({ file: `a b/${name}.yaml`, line: 7 });

  it('is workflow commands of GitHub Actions', () => {
    const lines = reportGithub(REPORT, placeOf).trim().split('\n');
    assert.equal(lines[0], '::error title=Pod pay/gone::Not checked: There is no pod pay/gone.');
    assert.equal(lines[1], '::warning title=What is open::RuntimeClasses may not be listed.');
    assert.match(
      lines[2] ?? '',
      /^::error file=a b\/bad\.yaml,line=7,title=sandbox-contradiction::pay\/bad claims gVisor; /,
    );
    assert.match(lines.at(-1) ?? '', /^::warning file=a b\/dark\.yaml,.*::pay\/dark claims gVisor/);
    assert.equal(lines.length, 6);
  });

  it('is XML of JUnit, each pod a case', () => {
    const text = reportJunit(REPORT);
    const counts = 'tests="6" failures="3" errors="2" skipped="0"';
    assert.ok(text.includes(`<testsuite name="aks-sandbox verify" ${counts}>`), text);
    assert.match(text, /<testcase classname="prod\/pay" name="good"\/>/);
    assert.match(
      text,
      /name="bad">\n +<failure message="pay\/bad claims gVisor; verdict: the node's/,
    );
    assert.match(text, /\n {4}<system-out>RuntimeClasses may not be listed\.<\/system-out>\n/);
    assert.match(text, /name="Pod pay\/gone">\n +<error message="Not checked: /);
  });

  it('is SARIF whose results stand in files, as code scanning wants', () => {
    const { runs } = JSON.parse(reportSarif(REPORT, '1.0.0', placeOf)) as {
      runs: {
        invocations: { executionSuccessful: boolean; toolExecutionNotifications: unknown[] }[];
        results: { locations: { physicalLocation: unknown }[] }[];
      }[];
    };
    assert.deepEqual(runs[0]?.results[0]?.locations[0]?.physicalLocation, {
      artifactLocation: { uri: 'a%20b/bad.yaml' },
      region: { startLine: 7 },
    });
    assert.equal(runs[0]?.invocations[0]?.executionSuccessful, false);
    assert.equal(runs[0]?.invocations[0]?.toolExecutionNotifications.length, 2);
  });

  it('says in every format that it is not all', () => {
    const cut = { ...REPORT, unchecked: [], cancelledOf: 1200 };
    const said = 'This is not all: 5 of 1,200 pods were checked.';
    const github = reportGithub(cut, placeOf);
    assert.ok(github.startsWith(`::error title=Not all::${said}\n`), github);
    const junit = reportJunit(cut);
    assert.match(junit, /name="all pods">\n +<error message="This is not all: /);
    const sarif = reportSarif(cut, '1.0.0', placeOf);
    assert.ok(sarif.includes(`"text": "${said}"`), sarif);
    assert.match(sarif, /"executionSuccessful": false/);
  });

  it('is SARIF for code scanning', () => {
    const { runs } = JSON.parse(reportSarif(REPORT, '1.0.0', placeOf)) as {
      runs: { results: { ruleId: string; level: string; message: { text: string } }[] }[];
    };
    assert.deepEqual(
      runs[0]?.results.map(({ ruleId, level, message }) => [ruleId, level, message.text]),
      [
        [
          'sandbox-contradiction',
          'error',
          "pay/bad claims gVisor; verdict: the node's kernel, read by an ephemeral container. same boot id, at length, at length, at length, at length, at length, at length.",
        ],
        [
          'sandbox-required',
          'error',
          'pay/bare claims no sandbox, not the sandbox that is required.',
        ],
        ['sandbox-required', 'error', 'pay/vm claims Kata, not the sandbox that is required.'],
        [
          'sandbox-indeterminate',
          'warning',
          'pay/dark claims gVisor; verdict: indeterminate. because.',
        ],
      ],
    );
  });
});
