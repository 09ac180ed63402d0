import { StatusBarAlignment, window } from 'vscode';
import { type Disposable, Disposables } from '../../base/disposable.ts';
import { plainText } from '../../base/text/plainText.ts';
import { COMMANDS } from '../ids.ts';
import type { State } from '../../state/state.ts';

/** Shows the active cluster in the status bar, once one was chosen. */
export function showActiveCluster({
  clusters,
  active,
}: Pick<State, 'clusters' | 'active'>): Disposable {
  const owned = new Disposables();
  const item = owned.add(
    window.createStatusBarItem('aksSandbox.activeCluster', StatusBarAlignment.Left),
  );
  item.name = 'AKS Sandbox: Active Cluster';
  item.command = COMMANDS.selectActiveCluster;
  const update = (): void => {
    const { ref } = active;
    if (!ref) {
      item.hide();
      return;
    }
    const name = plainText(ref.name, 60);
    item.text = `$(shield) ${name.replaceAll('$(', '$ (')}`;
    item.tooltip = `AKS Sandbox: ${name} is the active cluster. Select another one.`;
    item.accessibilityInformation = { label: `Active cluster ${name}` };
    item.show();
  };
  update();
  owned.add(active.onDidChange(update));
  // It may be gone from its kubeconfig, or be there again.
  owned.add(clusters.onDidChange(update));
  return owned;
}
