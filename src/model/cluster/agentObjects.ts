import type { Loadable } from './loadable.ts';
import type { AgentKind } from '../agents/agentKinds.ts';
import type { AgentSandbox } from '../agents/agentSandbox.ts';
import type { SandboxClaim } from '../agents/sandboxClaim.ts';
import type { SandboxTemplate } from '../agents/sandboxTemplate.ts';
import type { SandboxWarmPool } from '../agents/sandboxWarmPool.ts';

/** The versions of each kind that a cluster serves, by its discovery; absent: it is not served. */
export type AgentVersions = Readonly<Partial<Record<AgentKind, readonly string[]>>>;

/** The agent sandboxes of a cluster; the objects of a kind that it does not serve are absent. */
export interface AgentObjects {
  readonly versions: AgentVersions;
  readonly sandboxes?: Loadable<readonly AgentSandbox[]>;
  readonly templates?: Loadable<readonly SandboxTemplate[]>;
  readonly warmPools?: Loadable<readonly SandboxWarmPool[]>;
  readonly claims?: Loadable<readonly SandboxClaim[]>;
}
