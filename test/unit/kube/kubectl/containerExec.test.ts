import assert from 'node:assert/strict';
import { readFile, stat } from 'node:fs/promises';
import { afterEach, before, describe, it } from 'node:test';
import { nullLog } from '../../../../src/base/log.ts';
import { Connection, type ConnectionOptions } from '../../../../src/kube/api/connection.ts';
import type { ExecRequest } from '../../../../src/kube/exec/exec.ts';
import type { KubeconfigUser } from '../../../../src/kube/kubeconfig/kubeconfigFile.ts';
import { ContainerExec } from '../../../../src/kube/kubectl/containerExec.ts';
import { eventually } from '../../../eventually.ts';
import type { Sim } from '../../../sim/sim.ts';
import { contextOf } from '../../../simConnection.ts';
import { useConnection } from '../../../useConnection.ts';
import { useKubectl } from './useKubectl.ts';

const request = (more: Partial<ExecRequest> = {}): ExecRequest => ({
  namespace: 'payments',
  pod: 'legacy-0',
  container: 'main',
  argv: ['cat', '/proc/version'],
  timeoutMs: 20_000,
  largestOutput: 100_000,
  signal: new AbortController().signal,
  ...more,
});
const STRIPPED = { kind: 'answer', code: 200, contentType: 'text/plain', text: 'ok' } as const;
const MAY_NOT_GET = {
  kind: 'status',
  code: 403,
  message:
    'pods "legacy-0" is forbidden: User "ada" cannot get resource "pods/exec" in API group "" in the namespace "payments"',
} as const;

describe('A command in a container', { skip: process.platform === 'win32' }, () => {
  const used = useConnection();
  const kubectl = useKubectl();
  let sim: Sim;
  before(() => ({ sim } = used));
  afterEach(() => sim.faults.clear());

  const strip = (action: typeof STRIPPED | typeof MAY_NOT_GET = STRIPPED) =>
    sim.faults.add({ resource: 'pods/exec', action });
  const containers = async (
    user: Partial<KubeconfigUser> = {},
    more: Partial<ConnectionOptions> = {},
    mayUseKubectl = true,
  ) => {
    const context = await contextOf(sim.kubeconfig, sim.contextOf('sim-admin'));
    const connection = new Connection({
      context: { ...context, user: { ...context.user, ...user } },
      environment: kubectl.environment,
      log: nullLog,
      mayRunPrograms: () => true,
      ...more,
    });
    return new ContainerExec(connection, mayUseKubectl);
  };
  const isGone = (pid: number) =>
    readFile(`/proc/${pid}/stat`, 'utf8').then(
      (text) => / Z /.test(text),
      () => true,
    );

  it('asks no kubectl where WebSockets pass', async () => {
    const result = await (await containers()).run(request({ argv: ['uname', '-r'] }));
    assert.deepEqual([result.stdout, result.throughKubectl], ['6.8.0-1065-azure\n', undefined]);
    assert.deepEqual(await kubectl.calls(), []);
  });

  it('goes through kubectl where something on the way takes the upgrade out', async () => {
    strip();
    await kubectl.plan({ prints: 'Linux version 6.8\n' });
    const { stdout, end, throughKubectl } = await (await containers()).run(request());
    assert.deepEqual([stdout, end], ['Linux version 6.8\n', { kind: 'exited', code: 0 }]);
    assert.match(throughKubectl ?? '', /^something on the way takes the WebSocket upgrade out/);
    const [call, ...more] = await kubectl.calls();
    assert.ok(call && more.length === 0);
    assert.equal(call.status, 200);
    assert.deepEqual(call.args, [
      'exec',
      '--namespace=payments',
      '--container=main',
      `--cache-dir=${call.folder}`,
      'pod/legacy-0',
      '--',
      'cat',
      '/proc/version',
    ]);
    assert.deepEqual(call.settings, ['false', 'false']);
  });

  it('tells kubectl no secret but by a plugin, in a folder for its owner that is gone', async () => {
    strip();
    await (await containers()).run(request());
    const [call] = await kubectl.calls();
    assert.ok(call);
    assert.deepEqual([call.modes, call.tokenInTheOpen], [['700', '600'], false]);
    await eventually(() =>
      stat(call.folder).then(
        () => false,
        () => true,
      ),
    );
  });

  it('is whom the connection impersonates', async () => {
    strip();
    const nobody = { user: 'sim-nobody', groups: [], extra: {} };
    await (await containers({ impersonation: nobody })).run(request());
    assert.equal((await kubectl.calls()).at(-1)?.status, 403);
  });

  const REFUSED = [
    [
      'in HTML of a proxy',
      { ...STRIPPED, code: 403, text: '<html>' },
      /refuses the WebSocket \(HTTP 403\)/,
    ],
    [
      'in plain text of a load balancer',
      { ...STRIPPED, code: 403, text: 'Forbidden by a rule' },
      /refuses the WebSocket \(HTTP 403\)/,
    ],
    ['with 501', { ...STRIPPED, code: 501, text: '' }, /refuses the WebSocket \(HTTP 501\)/],
    ['with a redirect', { ...STRIPPED, code: 302, text: '' }, /takes the WebSocket upgrade out/],
    [
      'for want of get on pods/exec',
      MAY_NOT_GET,
      /a right to create pods\/exec, but not to get it/,
    ],
  ] as const;
  for (const [how, action, why] of REFUSED) {
    it(`goes through kubectl where WebSockets are refused ${how}`, async () => {
      sim.faults.add({ resource: 'pods/exec', action });
      const { throughKubectl } = await (await containers()).run(request());
      assert.match(throughKubectl ?? '', why);
    });
  }

  const ANSWERED = [
    ['that the server fails', { kind: 'status', code: 503 }],
    ['that there is no such container', { ...STRIPPED, code: 500, text: 'container not found' }],
    ['that a parameter is missing', { ...STRIPPED, code: 400, text: 'you must specify' }],
    [
      'that there is no right to create',
      { ...MAY_NOT_GET, message: 'User "a" cannot create resource "pods/exec"' },
    ],
  ] as const;
  for (const [what, action] of ANSWERED) {
    it(`asks no kubectl where it was answered ${what}`, async () => {
      sim.faults.add({ resource: 'pods/exec', action });
      await assert.rejects((await containers()).run(request()), { name: 'UserError' });
      assert.deepEqual(await kubectl.calls(), []);
    });
  }

  it('asks no kubectl for who may not create either', async () => {
    strip(MAY_NOT_GET);
    const context = await contextOf(sim.kubeconfig, sim.contextOf('sim-no-exec'));
    const limited = await containers(context.user);
    await assert.rejects(limited.run(request()), /needs get and create on pods\/exec/);
    assert.deepEqual(await kubectl.calls(), []);
  });

  const WITHOUT: readonly (readonly [string, () => Promise<ContainerExec>, RegExp])[] = [
    [
      'is not installed',
      () => containers({}, { environment: { PATH: '/nowhere' } }),
      /upgrade out of the request\. Let the proxy or load balancer .* pass WebSockets on, or install kubectl, which goes another way/,
    ],
    [
      'lies in a folder that is named relative to the current one',
      () => containers({}, { environment: { PATH: '.:' } }),
      /or install kubectl/,
    ],
    [
      'may not be run in the workspace',
      () => containers({}, { mayRunPrograms: () => false }),
      /kubectl, which goes another way, is not run in an untrusted workspace/,
    ],
    ['is not to be run', () => containers({}, {}, false), /is not to be run/],
  ];
  for (const [how, open, message] of WITHOUT) {
    it(`says what is open, and what would close it, where kubectl ${how}`, async () => {
      strip();
      await assert.rejects((await open()).run(request()), message);
      assert.deepEqual(await kubectl.calls(), []);
    });
  }

  it('says what kubectl says where it fails as well', async () => {
    strip();
    await kubectl.plan({
      code: 1,
      complains: 'Error from server (Forbidden): pods "a" is forbidden\n',
    });
    await assert.rejects(
      (await containers()).run(request()),
      /upgrade out of the request\. kubectl exec failed \(exit code 1\): .*pods "a" is forbidden/,
    );
  });

  for (const [how, cancel] of [
    ['takes too long', false],
    ['is cancelled', true],
  ] as const) {
    it(`ends kubectl with its children when it ${how}`, async () => {
      strip();
      await kubectl.plan({ hangs: true });
      const controller = new AbortController();
      const more = cancel ? { signal: controller.signal } : { timeoutMs: 1500 };
      const running = (await containers()).run(request(more));
      const seen = async () => (await kubectl.calls())[0]?.pids ?? [];
      const started = eventually(async () => (await seen()).length > 0);
      if (cancel) void started.then(() => controller.abort());
      if (cancel) await assert.rejects(running, { name: 'AbortError' });
      else assert.deepEqual((await running).end, { kind: 'timeout' });
      for (const pid of await seen()) await eventually(() => isGone(pid));
      const folder = (await kubectl.calls())[0]?.folder;
      if (folder)
        await eventually(() =>
          stat(folder).then(
            () => false,
            () => true,
          ),
        );
    });
  }

  it('ends kubectl when it prints far too much', async () => {
    strip();
    await kubectl.plan({ floods: true });
    assert.deepEqual((await (await containers()).run(request())).end, { kind: 'flood' });
  });
});
