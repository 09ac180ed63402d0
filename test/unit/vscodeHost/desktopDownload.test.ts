import assert from 'node:assert/strict';
import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, it, type TestContext } from 'node:test';
import { ProgressReportStage } from '@vscode/test-electron';
import { downloadDesktop, type Download } from '../../vscodeHost/desktop/desktopDownload.ts';
import { toMessage, type DownloadMessage } from '../../vscodeHost/desktop/downloadMessage.ts';
import { silenceTimer } from '../../vscodeHost/desktop/silenceTimer.ts';
import { temporaryFolder } from '../../vscodeHost/process/temporaryFolder.ts';

/** Runs a program in place of the one that downloads; it may use `say(message)`. */
async function download(test: TestContext, program: string, limitMs = 60_000): Promise<Download> {
  const stack = new AsyncDisposableStack();
  test.after(() => stack.disposeAsync());
  const file = path.join(await temporaryFolder(stack), 'program.mjs');
  const say = 'const say = (message) => console.log(JSON.stringify(message));';
  await writeFile(file, `${say}\n${program}`);
  return downloadDesktop({ version: '1.127.0', cachePath: 'cache', program: file, limitMs });
}

describe('downloadDesktop', () => {
  it('asks for that version into that cache, and gives the executable', async (test) => {
    const program = `
      const [version, cachePath] = process.argv.slice(2);
      say({ kind: 'version', version });
      say({ kind: 'bytes', received: 9, total: 9 });
      say({ kind: 'ready', executable: cachePath + '/' + version + '/code' });`;
    const got = await download(test, program);
    assert.deepEqual(got, { state: 'ready', executable: 'cache/1.127.0/code' });
  });

  it('gives the reason of a failure', async (test) => {
    const program = `say({ kind: 'failed', reason: 'ENOTFOUND' }); process.exitCode = 1;`;
    const got = await download(test, program);
    assert.deepEqual(got, { state: 'failed', reason: 'ENOTFOUND' });
  });

  it('ends a download that gives no byte', async (test) => {
    const got = await download(test, `setInterval(() => {}, 1000);`, 50);
    assert.deepEqual(got, { state: 'failed', reason: 'no byte for 0.05 s' });
  });

  it('tells of a program that dies', async (test) => {
    const got = await download(test, `process.exit(3);`);
    assert.deepEqual(got, { state: 'failed', reason: 'the download ended with status 3' });
  });
});

/** A timer of 20 s, and what passes its time. */
function startTimer(test: TestContext) {
  test.mock.timers.enable({ apis: ['setTimeout'] });
  const over = test.mock.fn();
  return {
    over,
    timer: silenceTimer(20_000, over),
    pass: (ms: number) => test.mock.timers.tick(ms),
  };
}

describe('silenceTimer', () => {
  it('is over after the limit, once', (test) => {
    const { over, timer, pass } = startTimer(test);
    pass(19_999);
    assert.equal(timer.isOver(), false);
    pass(1);
    pass(60_000);
    assert.equal(timer.isOver(), true);
    assert.equal(over.mock.callCount(), 1);
  });

  it('begins again with every sign of bytes', (test) => {
    const { timer, pass } = startTimer(test);
    pass(15_000);
    timer.heard({ kind: 'version', version: '1.127.0' });
    pass(15_000);
    timer.heard({ kind: 'bytes', received: 1, total: 9 });
    pass(19_999);
    assert.equal(timer.isOver(), false);
    pass(1);
    assert.equal(timer.isOver(), true);
  });

  it('does not end a whole download that is being unpacked', (test) => {
    const { timer, pass } = startTimer(test);
    timer.heard({ kind: 'bytes', received: 9, total: 9 });
    pass(600_000);
    assert.equal(timer.isOver(), false);
  });

  it('is quiet when stopped', (test) => {
    const { over, timer, pass } = startTimer(test);
    timer.stop();
    pass(60_000);
    assert.equal(over.mock.callCount(), 0);
  });
});

describe('toMessage', () => {
  const url = 'https://example.com';
  const cases: [Parameters<typeof toMessage>[0], DownloadMessage | undefined][] = [
    [{ stage: ProgressReportStage.FetchingVersion }, undefined],
    [
      { stage: ProgressReportStage.ResolvedVersion, version: '1.127.0' },
      { kind: 'version', version: '1.127.0' },
    ],
    [{ stage: ProgressReportStage.ResolvingCDNLocation, url }, undefined],
    [{ stage: ProgressReportStage.Downloading, url, bytesSoFar: 0, totalBytes: 9 }, undefined],
    [
      { stage: ProgressReportStage.Downloading, url, bytesSoFar: 5, totalBytes: 9 },
      { kind: 'bytes', received: 5, total: 9 },
    ],
    [
      {
        stage: ProgressReportStage.Retrying,
        error: new Error('x'),
        attempt: 1,
        totalAttempts: 3,
      },
      undefined,
    ],
  ];
  for (const [report, message] of cases) {
    it(`${message ? 'takes' : 'does not take'} ${report.stage} as a sign of bytes`, () => {
      assert.deepEqual(toMessage(report), message);
    });
  }
});
