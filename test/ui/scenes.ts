import type { Page } from 'playwright-core';
import { goTo, openFile, typeInEditor } from './driver/editor.ts';
import { waitForSquiggles } from './driver/problems.ts';
import { answer, pick, quickInput, quickInputState, runCommand } from './driver/quickInput.ts';
import {
  dialogButton,
  dismissNotification,
  notificationButton,
  notificationGone,
} from './driver/notifications.ts';
import { hideSideBar, openView, resizeSideBar } from './driver/sideBar.ts';
import { expand, rowAction, rowMenu, treeRow, withoutHover } from './driver/tree.ts';
import { until } from './driver/until.ts';
import { activeTab, webview } from './driver/workbench.ts';
import { rowWhen } from './driver/treeRows.ts';

/** A picture of the README, and what a person does to come there. */
export interface Scene {
  /** The pictures are called `<name>-dark.png` and `<name>-light.png`. */
  readonly name: string;
  readonly viewport: { readonly width: number; readonly height: number };
  /** A sample manifest to open. */
  readonly file?: string;
  /** The cluster has the kinds of agent sandboxes. */
  readonly withAgents?: true;
  readonly act: (page: Page) => Promise<void>;
}

const CREATE = 'Create Kata Node Pool';
const PAYMENTS = ['prod-weu', 'Sandboxed pods', 'payments'];

/** Checks the kernels of a namespace in which one pod contradicts its claim. */
async function checkPayments(page: Page): Promise<void> {
  await openView(page, 'AKS Sandbox');
  await resizeSideBar(page, 470);
  await expand(page, PAYMENTS);
  await rowAction(page, PAYMENTS, 'Check Kernel');
}

/** Signs in to Azure, and looks at the pools of a cluster. */
async function openPools(page: Page, cluster: string): Promise<void> {
  await openView(page, 'AKS Sandbox');
  await resizeSideBar(page, 470);
  await runCommand(page, 'AKS Sandbox: Sign In to Azure');
  await dialogButton(page, 'Allow');
  await rowWhen(page, 'batch');
  await expand(page, [cluster, 'Node pools']);
}

/** Begins to create a Kata pool, up to the choice of its size. */
async function beginKataPool(page: Page): Promise<void> {
  await openPools(page, 'prod-weu');
  await rowMenu(page, ['prod-weu'], 'Create Kata Node Pool…');
  await answer(page, 'kata2', CREATE);
  await quickInput(page).getByText('Known to nest virtual machines').waitFor();
  // Away from the rows, whose tooltips come; what told of the reading fades.
  await page.mouse.move(1100, 600);
  await page.locator('.workbench-hover-container').first().waitFor({ state: 'hidden' });
  const toasts = page.locator('.notifications-toasts .notification-list-item');
  await toasts.first().waitFor({ state: 'hidden' });
}

export const SCENES: readonly Scene[] = [
  {
    name: 'agents',
    viewport: { width: 1000, height: 640 },
    withAgents: true,
    act: async (page) => {
      await openView(page, 'AKS Sandbox');
      await resizeSideBar(page, 620);
      await expand(page, ['prod-weu', 'Agent sandboxes', 'agents']);
      await treeRow(page, ['prod-weu', 'Agent sandboxes', 'agents', 'worker-7x']);
      await withoutHover(page);
    },
  },
  {
    name: 'explorer',
    viewport: { width: 1200, height: 740 },
    file: 'deployment.yaml',
    act: async (page) => {
      await checkPayments(page);
      await dismissNotification(page, 'Checked');
      await notificationGone(page, 'Checking kernels');
      await treeRow(page, [...PAYMENTS, 'legacy-0']);
      await page.mouse.move(0, 0);
    },
  },
  {
    name: 'manifest',
    viewport: { width: 1200, height: 740 },
    file: 'deployment.yaml',
    act: async (page) => {
      await openView(page, 'AKS Sandbox');
      await runCommand(page, 'AKS Sandbox: Select Active Cluster');
      await pick(page, 'prod-weu');
      await hideSideBar(page);
      await openFile(page, 'deployment.yaml', 19, 7);
      await typeInEditor(page, 'runtimeClassName: gvsior');
      await page.keyboard.press('Escape');
      await page.keyboard.press('Enter');
      await waitForSquiggles(page, 'error', 1);
      await goTo(page, 19, 27);
      await page.keyboard.press('Control+.');
      await page.locator('.action-widget .monaco-list-row.action').first().waitFor();
      await page.mouse.move(0, 0);
    },
  },
  {
    name: 'report',
    viewport: { width: 1200, height: 740 },
    act: async (page) => {
      await checkPayments(page);
      await notificationButton(page, 'Checked', 'Show Report');
      await activeTab(page, 'Kernel Check');
      await webview(page).getByRole('heading', { name: 'Contradictions' }).waitFor();
      await hideSideBar(page);
      await page.mouse.move(0, 0);
    },
  },
  {
    name: 'azure-pools',
    viewport: { width: 1200, height: 740 },
    act: async (page) => {
      await openPools(page, 'batch');
      await treeRow(page, ['batch', 'Node pools', 'kata90']);
      await withoutHover(page);
    },
  },
  {
    name: 'azure-sizes',
    viewport: { width: 1200, height: 740 },
    act: beginKataPool,
  },
  {
    name: 'azure-create',
    viewport: { width: 1200, height: 900 },
    act: async (page) => {
      await beginKataPool(page);
      await pick(page, 'Standard_D4s_v5', CREATE);
      await until(
        async () => (await quickInputState(page)).message.includes('How many'),
        'the question how many',
      );
      await answer(page, '3', CREATE);
      await pick(page, 'Review…', CREATE);
      await activeTab(page, 'Create kata2 in prod-weu');
      await webview(page).getByText('What is sent').first().waitFor();
      await hideSideBar(page);
      await page.mouse.move(0, 0);
    },
  },
];
