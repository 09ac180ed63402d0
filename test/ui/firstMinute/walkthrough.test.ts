import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { pick, runCommand } from '../driver/quickInput.ts';
import { hideSideBar } from '../driver/sideBar.ts';
import { treeRow } from '../driver/tree.ts';
import { useSession } from '../driver/window/useSession.ts';
import { keepPicture } from '../driver/workbench.ts';

describe('The walkthrough', () => {
  const session = useSession();
  const step = (title: string) =>
    session().page.locator('.getting-started-step', { hasText: title }).first();

  it('has five steps, the first one open, with its picture', async () => {
    const { page } = session();
    await hideSideBar(page);
    await runCommand(page, 'Welcome: Open Walkthrough...');
    await pick(page, 'Sandboxed pods on AKS');
    await step('Bring a cluster').getByRole('button', { name: 'Sign In to Azure' }).waitFor();
    const titles = await page.locator('.getting-started-step .step-title').allInnerTexts();
    assert.deepEqual(
      titles.map((title) => title.trim()),
      ['Bring a cluster', 'Look at it', 'Check kernels', 'Sandbox a manifest', 'Keep it so in CI'],
    );
    await page
      .locator('.getting-started-media iframe, .getting-started-media svg')
      .first()
      .waitFor();
    await keepPicture(page, 'walkthrough');
  });

  it('leads to what a step is about, and ticks it', async () => {
    const { page } = session();
    await step('Look at it').click();
    await step('Look at it').getByRole('button', { name: 'Show the Clusters' }).click();
    await treeRow(page, 'prod-weu');
    await step('Look at it').locator('.codicon.complete').waitFor();
  });
});
