import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { TerminalRequest } from '../../../../src/kube/exec/execTerminal.ts';
import { openShell, shellEndText } from '../../../../src/kube/exec/openShell.ts';
import { eventually } from '../../../eventually.ts';
import { connectionTo } from '../../../simConnection.ts';
import { useConnection } from '../../../useConnection.ts';

describe('openShell', () => {
  const used = useConnection();

  const shellIn = async (more: Partial<TerminalRequest> = {}, on = used.connection) => {
    let shown = '';
    const shell = await openShell(on, {
      namespace: 'payments',
      pod: 'legacy-0',
      container: 'main',
      signal: new AbortController().signal,
      onOutput: (text) => (shown += text),
      ...more,
    });
    const says = (part: string) => eventually(() => shown.includes(part));
    return { shell, says };
  };

  it('gives what is typed, and takes what comes, until the shell is left', async () => {
    const { shell, says } = await shellIn();
    await says('# ');
    shell.write('uname -r\r');
    await says('uname -r\r\n6.8.0-1065-azure\r\n');
    shell.write('exit 4\r');
    assert.deepEqual(await shell.ended, { kind: 'exited', code: 4 });
    await eventually(() => used.sim.requests.openExecs === 0);
  });

  it('tells the size of the terminal when it shows and when it changes', async () => {
    const { shell, says } = await shellIn();
    shell.resize({ columns: 90, rows: 20 });
    shell.write('stty size\r');
    await says('\r\n20 90\r\n');
    shell.resize({ columns: 120, rows: 50 });
    shell.write('stty size\r');
    await says('\r\n50 120\r\n');
    shell.write('exit\r');
    await shell.ended;
  });

  it('ends the connection with its signal', async () => {
    const ended = new AbortController();
    const { shell, says } = await shellIn({ signal: ended.signal });
    await says('# ');
    ended.abort();
    assert.deepEqual(await shell.ended, { kind: 'cut' });
    await eventually(() => used.sim.requests.openExecs === 0);
  });

  it('says that there is no shell', async () => {
    used.sim.setRuntime('payments', 'legacy-0', { profile: 'distroless' });
    await assert.rejects(
      shellIn(),
      /The container main of payments\/legacy-0 has no shell: neither sh nor bash is in its image/,
    );
    used.sim.setRuntime('payments', 'legacy-0', { profile: 'normal' });
  });

  it('says which right is missing', async () => {
    const viewer = await connectionTo(used.sim, 'sim-viewer');
    await assert.rejects(
      shellIn({}, viewer),
      /You may not run commands in pods of payments .*\(needs get and create on pods\/exec\)/,
    );
    viewer.dispose();
  });
});

describe('shellEndText', () => {
  const TABLE = [
    [{ kind: 'exited', code: 0 }, ''],
    [{ kind: 'exited', code: 130 }, 'The shell ended with exit code 130.'],
    [{ kind: 'not-started', message: 'why' }, 'The shell could not be started: why.'],
    [{ kind: 'cut' }, 'The connection to the shell ended.'],
  ] as const;
  for (const [end, text] of TABLE) {
    it(`of ${JSON.stringify(end)} is "${text}"`, () => assert.equal(shellEndText(end), text));
  }
});
