/** A node pool as the texts of other tools write it: what Azure's REST API takes as `properties`. */
export interface ExportedPool {
  readonly subscription: string;
  readonly resourceGroup: string;
  readonly cluster: string;
  readonly name: string;
  readonly properties: Readonly<Record<string, unknown>>;
  /** Whether Azure has it already: Terraform then imports it. */
  readonly exists: boolean;
}

/** What Azure says of a pool and does not take. Source: Azure REST API, Agent Pools (2026-06-01). */
const READ_ONLY: ReadonlySet<string> = new Set([
  'eTag',
  'provisioningState',
  'currentOrchestratorVersion',
  'nodeImageVersion',
  'powerState',
  'status',
]);

/** The properties of a pool that can be written, in Azure's order; what is null or read-only is left out. */
export function writableProperties(
  properties: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.entries(properties).filter(
      ([key, value]) => !READ_ONLY.has(key) && value !== null && value !== undefined,
    ),
  );
}
