import { csvText } from '../../base/report/csv.ts';
import { ISOLATION_NAMES } from '../../model/isolation/isolation.ts';
import type { Coverage } from '../../model/pod/coverage.ts';
import { claimsSandbox } from '../../model/isolation/claim.ts';
import { workloadOf } from '../../model/pod/workloadOf.ts';
import { checkText } from './coverageMarkdown.ts';

const HEADINGS = [
  'cluster',
  'namespace',
  'system namespace',
  'workload kind',
  'workload',
  'pod',
  'phase',
  'runtime class',
  'claims',
  'sandboxed',
  'kernel check',
  'node',
] as const;

/** The coverage with a row for each pod, for spreadsheets. */
export function coverageCsv(cluster: string, coverage: readonly Coverage[]): string {
  const rows = coverage.flatMap(({ namespace, isSystem, sandboxed, others, ended }) =>
    [...others, ...sandboxed, ...ended].map((covered) => {
      const { pod, claim } = covered;
      const workload = workloadOf(pod);
      return [
        cluster,
        namespace,
        yesNo(isSystem),
        workload.kind,
        workload.name,
        pod.name,
        pod.phase,
        pod.runtimeClass ?? '',
        ISOLATION_NAMES[claim],
        yesNo(claimsSandbox(claim)),
        checkText(covered),
        pod.node ?? '',
      ];
    }),
  );
  return csvText(HEADINGS, rows);
}

function yesNo(is: boolean): string {
  return is ? 'yes' : 'no';
}
