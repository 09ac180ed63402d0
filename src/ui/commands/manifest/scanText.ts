import { count, numberText } from '../../../base/text/count.ts';
import { COMMAND_TITLES } from '../../commandTitles.ts';
import { COMMANDS } from '../../ids.ts';

/** How far a check of all manifests came, and what it found. */
export interface ScanCounts {
  checked: number;
  errors: number;
  warnings: number;
  /** Information and hints. */
  others: number;
}

/** What came out of a check of all manifests. */
export function scanText({ checked, errors, warnings, others }: ScanCounts): string {
  const files = count(checked, 'file');
  const found = [
    ...(errors > 0 ? [count(errors, 'error')] : []),
    ...(warnings > 0 ? [count(warnings, 'warning')] : []),
    ...(others > 0 ? [count(others, 'hint')] : []),
  ];
  if (found.length === 0) return `Nothing to mend in ${files}.`;
  return `${found.join(', ')} in ${files}.`;
}

/** What is said when it was cancelled. */
export function scanCancelledText({ checked }: ScanCounts, files: number): string {
  return `${COMMAND_TITLES[COMMANDS.checkAllManifests]} was cancelled after ${numberText(checked)} of ${count(files, 'file')}; what was found until then stays.`;
}
