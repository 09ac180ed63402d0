import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { after, before, beforeEach, describe, it } from 'node:test';
import { Ajv } from 'ajv';
import { nullLog } from '../../../../src/base/log.ts';
import { Connection } from '../../../../src/kube/api/connection.ts';
import { kubeconfigText } from '../../../../src/kube/kubeconfig/kubeconfigText.ts';
import type { CheckReport } from '../../../../src/proof/report/checkReport.ts';
import { readReport } from '../../../../src/proof/report/merge/readReport.ts';
import { reportJson } from '../../../../src/proof/report/reportJson.ts';
import { reportMarkdown } from '../../../../src/proof/report/reportMarkdown.ts';
import { reportTable } from '../../../../src/proof/report/reportTable.ts';
import type { ResolvedContext } from '../../../../src/kube/kubeconfig/mergeKubeconfigs.ts';
import { contextOf } from '../../../simConnection.ts';
import { type SpdyOnlyProxy, startSpdyOnlyProxy } from '../../../spdyOnlyProxy.ts';
import { runCli } from '../../cli/startCli.ts';
import { useKubectl } from '../../kube/kubectl/useKubectl.ts';
import { useCheck } from './useCheck.ts';

const SCHEMA = path.join(import.meta.dirname, '../../../../schemas/check-report.schema.json');
const GVISOR_FILES = [
  'Linux version 4.19.0-gvisor #1 SMP Sun Jan 10 15:06:54 PST 2016',
  '3f6c1f0e-4d0a-4b57-9a83-0f5f8f5c6a11',
  'BOOT_IMAGE=/vmlinuz-4.19.0-gvisor quiet',
  '',
].join('\n');

describe(
  'A check behind a load balancer that lets no WebSocket pass',
  { skip: process.platform === 'win32' },
  () => {
    const used = useCheck({ podStartMs: 20 });
    const kubectl = useKubectl();
    let balancer: SpdyOnlyProxy;
    let context: ResolvedContext;
    let connection: Connection;
    before(async () => {
      balancer = await startSpdyOnlyProxy(used.sim.url, used.sim.ca);
      const direct = await contextOf(used.sim.kubeconfig);
      const { url: server, caData } = balancer;
      context = {
        ...direct,
        ref: { ...direct.ref, server },
        cluster: { name: direct.cluster.name, insecure: false, server, caData },
      };
      connection = new Connection({
        context,
        environment: kubectl.environment,
        log: nullLog,
        mayRunPrograms: () => true,
      });
    });
    beforeEach(() => kubectl.plan({ prints: GVISOR_FILES }));
    after(async () => {
      connection.dispose();
      await balancer[Symbol.asyncDispose]();
    });

    const checked = async (): Promise<CheckReport> => {
      const pods = [used.podOf('payments', 'worker-')];
      return used.check({ kind: 'pods', pods }, { connection, timeoutMs: 20_000 });
    };

    it('reads the kernel by an installed kubectl, and says so in every report', async () => {
      const report = await checked();
      const [pod] = report.pods;
      assert.ok(pod);
      assert.equal(pod.verdict, 'gvisor', pod.reason);
      assert.deepEqual([pod.readBy, pod.readThrough], ['image', 'kubectl']);
      assert.match(pod.reason, / \(read through kubectl exec\)$/);
      const said = pod.evidence.find(({ source }) => source === 'kubectl')?.text ?? '';
      assert.match(said, /^read through kubectl exec: something on the way takes the WebSocket/);
      assert.match(reportTable(report, { isWide: true }), /\(read through kubectl exec\)/);
      assert.match(reportMarkdown(report), /kubectl in `\w+`: `read through kubectl exec/);
      const json = reportJson(report);
      const schema = JSON.parse(await readFile(SCHEMA, 'utf8')) as object;
      const ajv = new Ajv({ strict: true, allowUnionTypes: true, formats: { 'date-time': true } });
      const validate = ajv.compile(schema);
      assert.ok(validate(JSON.parse(json)), JSON.stringify(validate.errors));
      assert.equal(readReport(json, 'a.json').pods[0]?.readThrough, 'kubectl');
    });

    it('asks kubectl for one cat of each container, and for uname only where that tells nothing', async () => {
      await checked();
      assert.equal((await kubectl.calls()).length, 1);
      await kubectl.plan({ code: 127, complains: 'command terminated with exit code 127\n' });
      const [pod] = (await checked()).pods;
      assert.match(pod?.reason ?? '', /the image has no cat; \w+: the image has no uname/);
      assert.equal((await kubectl.calls()).length, 3);
    });

    it('is left open where kubectl fails, with what both said', async () => {
      await kubectl.plan({ code: 1, complains: 'error: unable to upgrade connection: 404\n' });
      const [pod] = (await checked()).pods;
      assert.equal(pod?.verdict, 'indeterminate');
      assert.match(pod.reason, /upgrade out of the request\. kubectl exec failed \(exit code 1\)/);
      assert.deepEqual([pod.readBy, pod.readThrough], [undefined, undefined]);
    });

    it('uses kubectl on the command line, unless it is told not to', async () => {
      const { namespace, name } = used.podOf('payments', 'worker-');
      const file = path.join(kubectl.folder, 'config');
      await writeFile(file, kubeconfigText(context, undefined), { mode: 0o600 });
      const args = ['verify', '-n', namespace, name, '--kubeconfig', file, '-o', 'wide'];
      const env = kubectl.environment;
      const ran = await runCli(args, { env });
      assert.equal(ran.code, 0, ran.stderr);
      assert.match(ran.stdout, /image .*\(read through kubectl exec\)/);
      const without = await runCli([...args, '--no-kubectl'], { env });
      assert.equal(without.code, 3, without.stderr);
      assert.match(without.stdout, /kubectl, which goes another way, is not to be run/);
    });
  },
);
