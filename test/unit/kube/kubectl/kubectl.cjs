// A kubectl that asks for the pod with what its kubeconfig says, as kubectl does, and then does what the file beside it
// says; what it was called with it writes beside itself.
const { spawn, spawnSync } = require('node:child_process');
const { appendFileSync, readFileSync, statSync } = require('node:fs');
const { request } = require('node:https');
const { dirname, join } = require('node:path');

const {
  prints = '',
  complains = '',
  code = 0,
  hangs,
  floods,
} = JSON.parse(readFileSync(join(__dirname, 'kubectl.json'), 'utf8'));
const args = process.argv.slice(2);
const file = process.env.KUBECONFIG;
const text = readFileSync(file, 'utf8');
const { clusters, users } = JSON.parse(text);
const [{ cluster }] = clusters;
const [{ user }] = users;

function credential() {
  if (!user.exec) return { token: user.token };
  const env = Object.fromEntries(user.exec.env.map(({ name, value }) => [name, value]));
  const { stdout } = spawnSync(user.exec.command, user.exec.args, {
    env: { ...process.env, ...env },
  });
  return JSON.parse(String(stdout)).status;
}

const { token } = credential();
const mode = (of) => (statSync(of).mode & 0o777).toString(8);
const seen = {
  args,
  folder: dirname(file),
  modes: [mode(dirname(file)), mode(file)],
  settings: [process.env.KUBECTL_REMOTE_COMMAND_WEBSOCKETS, process.env.KUBECTL_KUBERC],
  tokenInTheOpen: [...args, JSON.stringify(user), ...Object.values(process.env)].some((one) =>
    one.includes(token),
  ),
};
const log = (more) =>
  appendFileSync(join(__dirname, 'kubectl.log'), `${JSON.stringify({ ...seen, ...more })}\n`);

const [, namespace] = args.find((one) => one.startsWith('--namespace=')).split('=');
const pod = args[args.indexOf('--') - 1].replace(/^pod\//, '');
const asked = request(
  `${cluster.server}/api/v1/namespaces/${namespace}/pods/${pod}`,
  {
    ca: Buffer.from(cluster['certificate-authority-data'], 'base64'),
    headers: {
      authorization: `Bearer ${token}`,
      ...(user.as ? { 'impersonate-user': user.as } : {}),
    },
  },
  (answer) => {
    answer.resume();
    if (hangs) {
      const child = spawn(process.execPath, ['-e', 'setTimeout(() => {}, 60_000)']);
      log({ status: answer.statusCode, pids: [process.pid, child.pid] });
      setTimeout(() => {}, 60_000);
      return;
    }
    log({ status: answer.statusCode });
    if (floods) return void setInterval(() => process.stdout.write('x'.repeat(10_000)), 1);
    process.stdout.write(prints);
    process.stderr.write(complains);
    process.exitCode = code;
  },
);
asked.on('error', (error) => {
  process.stderr.write(`error: ${error.message}\n`);
  process.exitCode = 1;
});
asked.end();
