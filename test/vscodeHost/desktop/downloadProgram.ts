// A program of its own, so that a download that hangs can be ended: downloads a desktop VS Code
// (argument: its version) and reports as JSON lines, each a DownloadMessage.
import { downloadAndUnzipVSCode, type ProgressReporter } from '@vscode/test-electron';
import { toMessage, type DownloadMessage } from './downloadMessage.ts';

const [version = 'stable', cachePath = '.vscode-test'] = process.argv.slice(2);
const say = (message: DownloadMessage) => process.stdout.write(`${JSON.stringify(message)}\n`);

const reporter: ProgressReporter = {
  report: (report) => {
    const message = toMessage(report);
    if (message) say(message);
  },
  error: () => {},
};
try {
  const executable = await downloadAndUnzipVSCode({ version, cachePath, reporter });
  say({ kind: 'ready', executable });
} catch (error) {
  say({ kind: 'failed', reason: error instanceof Error ? error.message : String(error) });
  process.exitCode = 1;
}
