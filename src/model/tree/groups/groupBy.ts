/** What pods are grouped by in the tree. */
export type GroupBy = 'namespace' | 'workload' | 'pool' | 'verdict';

/** How each is called, the usual one first. */
export const GROUP_BY_NAMES: Readonly<Record<GroupBy, string>> = {
  namespace: 'Namespace',
  workload: 'Workload',
  pool: 'Node pool',
  verdict: 'Verdict of the kernel check',
};
