/**
 * What a managed cluster has of Azure's own agent sandboxes, in preview; absent is not known. That
 * one is enabled says nothing of classes, nor of what isolates a pod.
 */
export interface AgentFeatures {
  /** `agentSandboxProfile.enabled`. */
  readonly agentSandbox?: boolean;
  /** `podSnapshotProfile.enabled`. */
  readonly podSnapshot?: boolean;
}

/** The rows about them in the tooltip of a cluster. */
export function agentFeatureFacts(
  features: AgentFeatures | undefined,
): readonly (readonly [string, string])[] {
  return [
    ['Agent Sandbox (preview)', stateText(features?.agentSandbox)],
    ['Pod Snapshot (preview)', stateText(features?.podSnapshot)],
  ];
}

function stateText(enabled: boolean | undefined): string {
  if (enabled === undefined) return 'not known';
  return enabled ? 'enabled' : 'not enabled';
}
