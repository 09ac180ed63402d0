import { count } from '../../../base/text/count.ts';
import { COMMAND_TITLES } from '../../commandTitles.ts';
import { COMMANDS } from '../../ids.ts';

/** How far a check of all manifests came, and what it found. */
export interface ScanCounts {
  checked: number;
  errors: number;
  findings: number;
}

/** What came out of a check of all manifests. */
export function scanText({ checked, errors, findings }: ScanCounts): string {
  const files = count(checked, 'file');
  if (findings === 0) return `Nothing to mend in ${files}.`;
  const others = findings - errors;
  const found = [
    ...(errors > 0 ? [count(errors, 'error')] : []),
    ...(others > 0 ? [count(others, errors > 0 ? 'other problem' : 'problem')] : []),
  ];
  return `${found.join(', ')} in ${files}.`;
}

/** What is said when it was cancelled. */
export function scanCancelledText({ checked }: ScanCounts, files: number): string {
  return `${COMMAND_TITLES[COMMANDS.checkAllManifests]} was cancelled after ${checked.toLocaleString('en')} of ${count(files, 'file')}; what was found until then stays.`;
}
