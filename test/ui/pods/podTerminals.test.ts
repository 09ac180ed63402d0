import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { notification } from '../driver/notifications.ts';
import { openView } from '../driver/sideBar.ts';
import { expand, rowMenu } from '../driver/tree.ts';
import { READABLE_TERMINAL, terminalText, typeInTerminal } from '../driver/terminal.ts';
import { until } from '../driver/until.ts';
import { useSession } from '../driver/window/useSession.ts';
import { keepPicture } from '../driver/workbench.ts';

describe('Terminals of pods', () => {
  const session = useSession({ settings: READABLE_TERMINAL });
  const legacy = ['prod-weu', 'Sandboxed pods', 'payments', 'legacy-0'];
  const shows = (part: string) =>
    until(async () => (await terminalText(session().page)).includes(part), part);

  it('opens a shell in a pod, which takes what is typed and ends as it is left', async () => {
    const { page, sim } = session();
    await openView(page, 'AKS Sandbox');
    await expand(page, legacy.slice(0, 3));
    await rowMenu(page, legacy, 'Open Terminal in Pod');
    await shows('container main of payments/legacy-0 in prod-weu');
    await typeInTerminal(page, 'uname -r\n');
    await shows('6.8.0-1065-azure');
    await keepPicture(page, 'pod-terminal');
    await typeInTerminal(page, 'exit\n');
    await until(async () => sim.requests.openExecs === 0, 'no open exec');
    await page.locator('.terminal-wrapper.active').waitFor({ state: 'detached' });
  });

  it('follows a log until the terminal is closed', async () => {
    const { page, sim } = session();
    sim.setRuntime('payments', 'legacy-0', { log: 'first line\n' });
    await rowMenu(page, legacy, 'Follow Container Log');
    await shows('first line');
    sim.setRuntime('payments', 'legacy-0', { log: 'first line\nand one more\n' });
    await shows('and one more');
  });

  it('says that a container has no shell', async () => {
    const { page, sim } = session();
    sim.setRuntime('payments', 'legacy-0', { profile: 'distroless' });
    await rowMenu(page, legacy, 'Open Terminal in Pod');
    const said = await notification(page, 'has no shell');
    assert.match(said, /container main of payments\/legacy-0.*kubectl debug -it/);
  });
});
