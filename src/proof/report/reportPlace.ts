import type { CheckResult } from '../../model/isolation/checkResult.ts';

/** Where a pod is defined: a file from the folder of the repository, and a line of it from 1. */
export interface ReportPlace {
  readonly file: string;
  readonly line: number;
}

/**
 * Finds where a pod is defined. Code scanning takes no result that stands in no file: what is not
 * found is in the report's own.
 */
export type PlaceOf = (pod: CheckResult) => ReportPlace;
