import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { type ConnectProxy, startConnectProxy } from '../../connectProxy.ts';
import { type Sim, startSim, UNKNOWN_HOST } from '../../sim/sim.ts';
import { simEnvironment } from '../../vscodeHost/clusterEnvironment.ts';
import { installSignIn } from '../../vscodeHost/installSignIn.ts';
import { dialogButton } from '../driver/notifications.ts';
import { runCommand } from '../driver/quickInput.ts';
import { openView } from '../driver/sideBar.ts';
import { useWindow } from '../driver/window/useWindow.ts';
import { openWindow } from '../driver/window/window.ts';
import { rowWhen } from '../driver/treeRows.ts';

// Each leads to Azure by a name that only the proxy knows, with a certificate authority of its own.
const WAYS: Readonly<Record<string, (url: string) => Partial<Parameters<typeof openWindow>[0]>>> = {
  'the setting http.proxy': (url) => ({ settings: { 'http.proxy': url } }),
  HTTPS_PROXY: (url) => ({ env: { HTTPS_PROXY: url, https_proxy: url } }),
};

for (const [name, options] of Object.entries(WAYS)) {
  describe(`Azure behind a proxy of ${name}`, () => {
    let sim: Sim;
    let proxy: ConnectProxy;
    const window = useWindow(async () => {
      sim = await startSim();
      proxy = await startConnectProxy();
      const arm = sim.azure.url.replace('127.0.0.1', UNKNOWN_HOST);
      const { env = {}, settings = {} } = options(proxy.url);
      return openWindow({
        install: installSignIn,
        env: { ...simEnvironment(sim), AKS_SANDBOX_TEST_ARM: arm, ...env },
        settings,
      });
    });
    after(async () => {
      await proxy[Symbol.asyncDispose]();
      await sim.stop();
    });

    it('is reached', async () => {
      const { page } = window();
      await openView(page, 'AKS Sandbox');
      await runCommand(page, 'AKS Sandbox: Sign In to Azure');
      await dialogButton(page, 'Allow');
      await rowWhen(page, 'batch');
      const host = new URL(sim.azure.url).host.replace('127.0.0.1', UNKNOWN_HOST);
      assert.ok(proxy.tunnels.includes(host), String(proxy.tunnels));
    });
  });
}
