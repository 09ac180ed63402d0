import { COMMAND_TITLES } from '../../commandTitles.ts';
import { COMMANDS } from '../../ids.ts';

const RESUME = COMMAND_TITLES[COMMANDS.resumeGVisorRollout];

/** The rollout is paused now, or was before; the cluster's name is safe to show. */
export function pausedText(cluster: string, wasPaused: boolean): string {
  return wasPaused
    ? `The rollout of gVisor in ${cluster} is paused already: no node begins until you resume it.`
    : `The rollout of gVisor in ${cluster} is paused: the node that has begun comes to its end, no other begins until you resume it. Nodes with gVisor keep it.`;
}

/** Said before an installer is applied whose nodes would wait. */
export function stillPausedText(cluster: string): string {
  return `The rollout of gVisor in ${cluster} is paused: no node begins until you run ${RESUME}.`;
}

/** There is nothing to resume. */
export function notPausedText(cluster: string): string {
  return `The rollout of gVisor in ${cluster} is not paused.`;
}

/** It goes on, and is followed already. */
export function resumedText(cluster: string): string {
  return `The rollout of gVisor in ${cluster} goes on.`;
}
