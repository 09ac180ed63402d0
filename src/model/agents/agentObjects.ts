import type { Loadable } from '../cluster/loadable.ts';
import type { AgentKind } from './agentKinds.ts';
import type { Sandbox } from './sandbox.ts';
import type { SandboxClaim } from './sandboxClaim.ts';
import type { SandboxTemplate } from './sandboxTemplate.ts';
import type { SandboxWarmPool } from './sandboxWarmPool.ts';

/** The versions of each kind that a cluster serves, by its discovery; a kind that is absent is not served. */
export type AgentVersions = Readonly<Partial<Record<AgentKind, readonly string[]>>>;

/** The agent sandboxes of a cluster; the objects of a kind that it does not serve are absent. */
export interface AgentObjects {
  readonly versions: AgentVersions;
  readonly sandboxes?: Loadable<readonly Sandbox[]>;
  readonly templates?: Loadable<readonly SandboxTemplate[]>;
  readonly warmPools?: Loadable<readonly SandboxWarmPool[]>;
  readonly claims?: Loadable<readonly SandboxClaim[]>;
}
