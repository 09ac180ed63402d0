import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { installSignIn } from '../../vscodeHost/installSignIn.ts';
import { clipboardText } from '../driver/clipboard.ts';
import { dialogButton, notification } from '../driver/notifications.ts';
import { pick, runCommand } from '../driver/quickInput.ts';
import { openView } from '../driver/sideBar.ts';
import { expand, rowMenu, treeRow } from '../driver/tree.ts';
import { useSession } from '../driver/window/useSession.ts';

describe('A node pool of Azure', () => {
  const session = useSession({ install: installSignIn });
  const kata90 = ['batch', 'Node pools', 'kata90'];

  it('is copied as Terraform from its row', async () => {
    const { page } = session();
    await openView(page, 'AKS Sandbox');
    await runCommand(page, 'AKS Sandbox: Sign In to Azure');
    await dialogButton(page, 'Allow');
    await expand(page, ['batch']);
    await treeRow(page, kata90);
    await rowMenu(page, kata90, 'Copy as az / Bicep / Terraform…');
    await pick(page, 'Terraform', 'Copy as az / Bicep / Terraform: kata90');
    await notification(page, /^Copied kata90 of batch as a Terraform configuration/);
    const text = await clipboardText(page);
    assert.match(text, /^import \{\n {2}to = azapi_resource\.kata90\n/m);
    assert.match(text, /workloadRuntime = "KataVmIsolation"/);
  });

  it('is copied as an az command from the palette, which asks for cluster and pool', async () => {
    const { page } = session();
    await runCommand(page, 'AKS Sandbox: Copy as az / Bicep / Terraform…');
    await pick(page, 'batch');
    await pick(page, 'spot');
    await pick(page, 'az', 'Copy as az / Bicep / Terraform: spot');
    await notification(page, /^Copied spot of batch as a command of the Azure CLI/);
    assert.match(await clipboardText(page), /^az aks nodepool add .*--priority Spot/s);
  });
});
