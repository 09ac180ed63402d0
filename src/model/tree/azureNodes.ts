import { markdownText, plainText } from '../../base/text/plainText.ts';
import type { Problem } from '../../base/problem.ts';
import { messageNode } from './messageNode.ts';
import { spokenLabel, type TreeNode } from './treeNode.ts';

/** What is known of Azure beside its clusters. */
export interface AzureView {
  readonly status: 'signed-out' | 'listing' | 'listed';
  /** How many clusters are shown. */
  readonly clusters: number;
  /** Why nothing could be listed. */
  readonly problem?: Problem;
  /** Tenants that do not let the person in. */
  readonly closedTenants: readonly {
    readonly id: string;
    readonly name: string;
    readonly problem: Problem;
  }[];
}

/** The rows below all clusters: signing in, and what of Azure could not be listed. */
export function azureNodes(view: AzureView): readonly TreeNode[] {
  if (view.status === 'signed-out') return [signInNode()];
  const { problem } = view;
  return [
    ...(problem ? [messageNode('', 'azure', problem.what, 'warning', problem)] : []),
    ...(view.status === 'listing' && view.clusters === 0
      ? [messageNode('', 'azure|listing', 'Listing AKS clusters…', 'loading~spin')]
      : []),
    ...view.closedTenants.map(closedTenantNode),
  ];
}

function signInNode(): TreeNode {
  const label = 'Sign In to Azure';
  const description = 'to see AKS clusters and their node pools';
  return {
    id: 'azure|signIn',
    target: { kind: 'signIn', cluster: '' },
    label,
    description,
    icon: { id: 'azure' },
    accessibleLabel: spokenLabel(label, description),
    flags: [],
    tooltip: () =>
      'Signs in with the Microsoft account of VS Code. Nothing is asked of Azure before.',
  };
}

function closedTenantNode({ id, name, problem }: AzureView['closedTenants'][number]): TreeNode {
  const label = plainText(name, 120);
  const what = plainText(problem.what, 300);
  return {
    id: `azure|tenant|${id}`,
    target: { kind: 'signIn', cluster: '', tenant: id },
    label,
    description: what,
    icon: { id: 'lock', color: 'list.warningForeground' },
    accessibleLabel: `Tenant ${label}, ${what}. Sign in to it`,
    flags: ['tenant'],
    tooltip: () =>
      `${markdownText(problem.what, 500)}. ${markdownText(problem.next, 300)}\n\nA click signs in to this tenant.`,
  };
}
