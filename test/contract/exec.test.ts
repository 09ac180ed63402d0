import assert from 'node:assert/strict';
import { after, before, describe, it } from 'node:test';
import { exec, ExecRefused, type ExecAsk } from './execClient.ts';
import { createRuntimeClass, idlePod, podInPhase } from './objects.ts';
import { listOf, openTarget, textOf, until, type Target, type Tree } from './target.ts';

const SLEEP = ['sleep', '100000'];
const EVERY_TAINT = [{ operator: 'Exists' }];

const UNKNOWN_CONTAINER = /^container other is not valid for pod plain$/;

describe('exec', () => {
  let target: Target;
  let pods: string;
  let plain: string;
  let sandboxed: string;
  before(async () => {
    target = await openTarget();
    pods = `/api/v1/namespaces/${await target.namespace()}/pods`;
    plain = `${pods}/plain`;
    sandboxed = `${pods}/sandboxed`;
    await target.ask('POST', pods, { body: idlePod(target, 'plain') });
    const runtimeClassName = await createRuntimeClass(target, 'runsc', {
      scheduling: { nodeSelector: { 'aks-sandbox/gvisor': 'true' }, tolerations: EVERY_TAINT },
    });
    await target.ask('POST', pods, { body: idlePod(target, 'sandboxed', { runtimeClassName }) });
    await podInPhase(target, plain, 'Running');
    await podInPhase(target, sandboxed, 'Running');
  });
  after(() => target[Symbol.asyncDispose]());

  for (const protocol of ['v5.channel.k8s.io', 'v4.channel.k8s.io']) {
    it(`gives output and success over ${protocol}`, async () => {
      const ask = { path: plain, command: ['echo', 'one', 'two'], protocols: [protocol] };
      const answer = await exec(target, ask);
      assert.equal(answer.protocol, protocol);
      assert.equal(answer.stdout, 'one two\n');
      assert.equal(answer.stderr, '');
      assert.deepEqual(answer.status, { metadata: {}, status: 'Success' });
      assert.equal(answer.closeCode, 1000);
    });
  }

  for (const [protocol, why] of [
    ['v5.channel.k8s.io', 'command terminated with exit code 3'],
    [
      'v4.channel.k8s.io',
      'error executing command [sh -c echo out; echo err >&2; exit 3], exit code 3',
    ],
  ] as const) {
    it(`keeps the streams apart and tells the exit code over ${protocol}`, async () => {
      const command = ['sh', '-c', 'echo out; echo err >&2; exit 3'];
      const answer = await exec(target, { path: plain, command, protocols: [protocol] });
      assert.equal(answer.stdout, 'out\n');
      assert.equal(answer.stderr, 'err\n');
      assert.deepEqual(answer.status, {
        metadata: {},
        status: 'Failure',
        message: `command terminated with non-zero exit code: ${why}`,
        reason: 'NonZeroExitCode',
        details: { causes: [{ reason: 'ExitCode', message: '3' }] },
      });
    });
  }

  it("shows the node's kernel in a pod without a class", async () => {
    const { body } = await target.ask('GET', plain);
    const node = await target.ask('GET', `/api/v1/nodes/${textOf(body.spec?.nodeName)}`);
    const answer = await exec(target, { path: plain, command: ['uname', '-r'] });
    assert.equal(answer.stdout.trim(), textOf(node.body.status?.nodeInfo?.kernelVersion));
  });

  it("shows gVisor's kernel in a gVisor pod", async () => {
    const release = await exec(target, { path: sandboxed, command: ['uname', '-r'] });
    assert.match(release.stdout, /^(4\.19\.0-gvisor|4\.4\.0)\n$/);
    const files = await exec(target, {
      path: sandboxed,
      command: ['cat', '/proc/version', '/proc/cmdline'],
    });
    const [version = '', cmdline = ''] = files.stdout.split('\n');
    const text = `Linux version ${release.stdout.trim()} #1 SMP Sun Jan 10 15:06:54 PST 2016`;
    assert.equal(version, text);
    assert.match(cmdline, /^BOOT_IMAGE=\/vmlinuz-4\.\d+\.0-gvisor quiet$/);
  });

  it('reads the files it finds and names the others', async () => {
    const answer = await exec(target, {
      path: plain,
      command: ['cat', '/no/such', '/proc/version'],
    });
    assert.match(answer.stdout, /^Linux version /);
    assert.equal(answer.stderr, "cat: can't open '/no/such': No such file or directory\n");
    assert.equal(answer.status.reason, 'NonZeroExitCode');
  });

  for (const [pod, program, why] of [
    [
      'plain',
      'no-such-program',
      'exec failed: unable to start container process: exec: "no-such-program": executable file not found in $PATH',
    ],
    [
      'plain',
      '/bin/none',
      'exec failed: unable to start container process: exec: "/bin/none": stat /bin/none: no such file or directory',
    ],
    [
      'sandboxed',
      'no-such-program',
      'executing processes for container: executing command "no-such-program" in sandbox: error finding executable "no-such-program" in PATH [/usr/local/sbin /usr/local/bin /usr/sbin /usr/bin /sbin /bin]: no such file or directory',
    ],
    [
      'sandboxed',
      '/bin/none',
      'executing processes for container: executing command "/bin/none" in sandbox: failed to load /bin/none: no such file or directory',
    ],
  ] as const) {
    it(`says that ${program} is not there, in the pod ${pod}`, async () => {
      for (const [protocol, head] of [
        ['v5.channel.k8s.io', 'Internal error occurred: '],
        ['v4.channel.k8s.io', ''],
      ] as const) {
        const ask = { path: `${pods}/${pod}`, command: [program], protocols: [protocol] };
        const { status, stdout, closeCode } = await exec(target, ask);
        assert.equal(stdout, '');
        assert.equal(closeCode, 1000);
        const message = textOf(status.message);
        const cause = message.replace('Internal error occurred: ', '');
        const start = `${head}error executing command in container: failed to exec in container: failed to start exec "ID": OCI runtime exec failed: `;
        assert.equal(cause.replace(/"[0-9a-f]{64}"/, '"ID"'), start + why);
        assert.deepEqual(status, {
          metadata: {},
          status: 'Failure',
          message,
          reason: 'InternalError',
          details: { causes: [{ message: cause }] },
          code: 500,
        });
      }
    });
  }

  it('gives stdin to a command, and its end over v5', async () => {
    const writes = [
      { channel: 0, text: 'one\n' },
      { channel: 0, text: 'two\n', after: /one/ },
      { channel: 255, text: Buffer.from([0]), after: /two/ },
    ];
    const answer = await exec(target, {
      path: plain,
      command: ['cat'],
      protocols: ['v5.channel.k8s.io'],
      writes,
    });
    assert.equal(answer.stdout, 'one\ntwo\n');
    assert.equal(answer.status.status, 'Success');
  });

  it('is a terminal that echoes, has a size, and tells how the shell ended', async () => {
    const answer = await exec(target, {
      path: plain,
      command: ['sh', '-c', 'command -v no-shell >/dev/null 2>&1 && exec no-shell; exec sh'],
      tty: true,
      writes: [
        { channel: 4, text: '{"Width":101,"Height":37}' },
        { channel: 0, text: 'hostname\r', after: /[#$] / },
        { channel: 0, text: 'stty size\r', after: /\nplain\r\n/ },
        { channel: 0, text: 'exit 3\r', after: /37 101/ },
      ],
    });
    assert.match(answer.stdout, /hostname\r\nplain\r\n/);
    assert.equal(answer.stderr, '');
    assert.equal(answer.status.reason, 'NonZeroExitCode');
    assert.deepEqual(answer.status.details, { causes: [{ reason: 'ExitCode', message: '3' }] });
  });

  it('starts nothing without a command', async () => {
    const { status } = await exec(target, { path: plain, command: [] });
    assert.match(
      textOf(status.message),
      /OCI runtime exec failed: exec failed: args must not be empty$/,
    );
  });

  for (const [title, ask, code, message] of [
    ['a container that the pod does not have', { container: 'other' }, 400, UNKNOWN_CONTAINER],
    ['a pod that is not there', { path: '/none' }, 404, /^pods "none" not found$/],
  ] as const) {
    it(`refuses ${title}`, async () => {
      const path = 'path' in ask ? pods + ask.path : plain;
      const refusal = await refused({ command: ['true'], ...ask, path });
      assert.equal(refusal.code, code);
      const status = JSON.parse(refusal.body) as Tree;
      assert.equal(status.kind, 'Status');
      assert.match(textOf(status.message), message);
    });
  }

  it('refuses a pod that has no node', async () => {
    const body = idlePod(target, 'nowhere', { nodeSelector: { 'no-such/label': 'x' } });
    await target.ask('POST', pods, { body });
    const refusal = await refused({ path: `${pods}/nowhere`, command: ['true'] });
    assert.equal(refusal.code, 400);
    assert.equal(
      textOf((JSON.parse(refusal.body) as Tree).message),
      'pod nowhere does not have a host assigned',
    );
  });

  it('refuses a container that does not run, in plain text', async () => {
    const containers = [
      { name: 'main', image: target.image, imagePullPolicy: 'IfNotPresent', command: SLEEP },
    ];
    const initContainers = [
      { name: 'first', image: target.image, imagePullPolicy: 'IfNotPresent', command: SLEEP },
    ];
    const body = idlePod(target, 'starting', { containers, initContainers });
    await target.ask('POST', pods, { body });
    await until('the init container to run', async () => {
      const { body: pod } = await target.ask('GET', `${pods}/starting`);
      return listOf(pod.status?.initContainerStatuses)[0]?.state?.running !== undefined;
    });
    const refusal = await refused({ path: `${pods}/starting`, command: ['true'] });
    assert.equal(refusal.code, 500);
    assert.equal(refusal.body, 'container not found ("main")');
    const first = { path: `${pods}/starting`, container: 'first', command: ['echo', 'here'] };
    assert.equal((await exec(target, first)).stdout, 'here\n');
    const log = await target.ask('GET', `${pods}/starting/log`);
    assert.equal(log.status, 400);
    assert.equal(
      log.body.message,
      'container "main" in pod "starting" is waiting to start: PodInitializing',
    );
  });

  it('asks which container when there are several', async () => {
    const container = (name: string) => ({
      name,
      image: target.image,
      imagePullPolicy: 'IfNotPresent',
      command: SLEEP,
    });
    const body = idlePod(target, 'several', { containers: [container('a'), container('b')] });
    await target.ask('POST', pods, { body });
    await podInPhase(target, `${pods}/several`, 'Running');
    const refusal = await refused({ path: `${pods}/several`, command: ['true'] });
    assert.equal(refusal.code, 400);
    assert.equal(
      textOf((JSON.parse(refusal.body) as Tree).message),
      'a container name must be specified for pod several, choose one of: [a b]',
    );
    const other = { path: `${pods}/several`, container: 'b', command: ['echo', 'b'] };
    assert.equal((await exec(target, other)).stdout, 'b\n');
  });

  it('refuses who may not', async () => {
    const refusal = await refused({
      path: plain,
      command: ['true'],
      headers: { 'Impersonate-User': 'alice' },
    });
    assert.equal(refusal.code, 403);
    assert.match(
      textOf((JSON.parse(refusal.body) as Tree).message),
      /^pods "plain" is forbidden: User "alice" cannot get resource "pods\/exec" in API group "" in the namespace "contract-\w+"$/,
    );
  });

  it('refuses a plain GET', async () => {
    const answer = await target.ask('GET', `${plain}/exec?command=true&stdout=true`);
    assert.equal(answer.status, 400);
    assert.equal(answer.body.message, 'Upgrade request required');
  });

  async function refused(ask: ExecAsk): Promise<ExecRefused> {
    try {
      await exec(target, ask);
    } catch (error) {
      if (error instanceof ExecRefused) return error;
      throw error;
    }
    throw new Error('it was not refused');
  }
});
