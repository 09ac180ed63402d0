import type { AgentKind } from '../agents/agentKinds.ts';
import type { Problem } from '../../base/problem.ts';

/** What a row of the tree stands for: what commands get when it is clicked. */
export type TreeTarget =
  | { readonly kind: 'cluster'; readonly cluster: string }
  | { readonly kind: 'group'; readonly cluster: string; readonly group: GroupName }
  | { readonly kind: 'nodePool'; readonly cluster: string; readonly name: string }
  | { readonly kind: 'node'; readonly cluster: string; readonly name: string }
  | { readonly kind: 'runtimeClass'; readonly cluster: string; readonly name: string }
  | { readonly kind: 'namespace'; readonly cluster: string; readonly name: string }
  | {
      readonly kind: 'pod';
      readonly cluster: string;
      readonly namespace: string;
      readonly name: string;
    }
  | {
      readonly kind: 'agent';
      readonly cluster: string;
      readonly agent: AgentKind;
      readonly namespace: string;
      readonly name: string;
    }
  | {
      readonly kind: 'workload';
      readonly cluster: string;
      readonly namespace: string;
      readonly name: string;
      readonly workloadKind: string;
    }
  /** Pods of one state, or on no node. */
  | { readonly kind: 'stateGroup'; readonly cluster: string; readonly state: string }
  | {
      readonly kind: 'message';
      readonly cluster: string;
      readonly problem?: Problem;
      /** The kubeconfig that it is about. */
      readonly file?: string;
    }
  /** Signing in to Azure, or to one tenant; a click on it does. */
  | { readonly kind: 'signIn'; readonly cluster: ''; readonly tenant?: string }
  | { readonly kind: 'more'; readonly cluster: string; readonly parent: string };

export type GroupName = 'nodePools' | 'runtimeClasses' | 'sandboxedPods' | 'agentSandboxes';

/** A codicon and, where its colour says something, a theme colour. */
export interface TreeIcon {
  readonly id: string;
  readonly color?: string;
}

/** A row of the tree: everything that is shown, and nothing of the editor. */
export interface TreeNode {
  /** Stable over updates, so that expansion and selection survive. */
  readonly id: string;
  readonly target: TreeTarget;
  readonly label: string;
  readonly description: string;
  readonly icon: TreeIcon;
  /** What a screen reader says. */
  readonly accessibleLabel: string;
  /** What the menus go by, e.g. `running` of a pod; the kind comes before it. */
  readonly flags: readonly string[];
  /** Markdown, worked out when somebody hovers. */
  readonly tooltip: () => string;
  /** Absent for a row without children. */
  readonly children?: () => readonly TreeNode[];
  readonly expanded?: boolean;
}

/** How many children a row shows before it offers the rest. */
export const CHILDREN_SHOWN = 500;

/** What a row says of one thing; anything but a text says nothing. */
export type RowPart = string | undefined | false;

/** Joins the parts of a row's description that say something. */
export function describe(...parts: readonly RowPart[]): string {
  return parts.filter(Boolean).join(' · ');
}

/** A label for a screen reader out of parts that are read one after the other. */
export function spokenLabel(...parts: readonly RowPart[]): string {
  return parts.filter(Boolean).join(', ');
}
