// Called by VS Code inside the extension host. What the tests print goes to a file that the terminal
// follows, synchronously, so that nothing is lost even if a test ends the process; then the tests run.
const { appendFileSync } = require('node:fs');
const { Console } = require('node:console');
const { Writable } = require('node:stream');

const METHODS = ['log', 'info', 'warn', 'error', 'debug', 'trace', 'dir', 'table', 'group'];
METHODS.push('groupEnd', 'assert');

const put = (data) => appendFileSync(process.env.AKS_SANDBOX_HOST_OUTPUT, data);

const write = (data, _encoding, done) => {
  put(data);
  done();
};
const sink = (fd) =>
  Object.assign(new Writable({ decodeStrings: false, write }), { fd, isTTY: false });

// VS Code made these read-only by assignment, so they are redefined.
const replace = (object, name, value) =>
  Object.defineProperty(object, name, { configurable: true, writable: true, value });

function redirectOutput() {
  const [stdout, stderr] = [sink(1), sink(2)];
  const colorMode = process.env.FORCE_COLOR === '1';
  const terminal = new Console({ stdout, stderr, colorMode });
  replace(process, 'stdout', stdout);
  replace(process, 'stderr', stderr);
  for (const name of METHODS) replace(console, name, terminal[name]);
}

exports.run = async () => {
  redirectOutput();
  try {
    await require(process.env.AKS_SANDBOX_HOST_TESTS).run();
    put('\n\u0000passed');
  } catch (error) {
    const stack = String(error?.stack ?? error).split('\n');
    const own = stack.filter((line) => !/extensionHostProcess|node:internal/.test(line));
    put(`\n${own.join('\n')}\n\u0000failed`);
    throw error;
  }
};
