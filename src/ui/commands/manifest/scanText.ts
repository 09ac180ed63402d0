import { count } from '../../../base/count.ts';
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
  const found =
    findings === 0
      ? 'nothing to mend'
      : `${count(findings, 'problem')}, errors among them: ${errors}`;
  return `Checked ${count(checked, 'file')}: ${found}.`;
}

/** What is said when it was cancelled. */
export function scanCancelledText({ checked }: ScanCounts, files: number): string {
  return `${COMMAND_TITLES[COMMANDS.checkAllManifests]} was cancelled after ${checked} of ${count(files, 'file')}; what was found until then stays.`;
}
