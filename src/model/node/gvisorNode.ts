import { GVISOR_ANNOTATIONS, GVISOR_LABEL } from '../labels.ts';

/** How far the gVisor installer is on a node, as it tells by annotations. */
export const GVISOR_STATES = [
  'installing',
  'waiting',
  'paused',
  'ready',
  'failed',
  'refused',
  'broken',
  'removing',
] as const;
export type GVisorState = (typeof GVISOR_STATES)[number];

/** What the gVisor installer says of a node. */
export interface GVisorNode {
  readonly state: GVisorState;
  /** True when pods of the RuntimeClass may come: its label is `"true"`. */
  readonly serves: boolean;
  /**
   * The step of its scripts at which it told this: `claim` while it installs, or where it failed.
   */
  readonly step: string;
  /** Why it waits, failed or was refused; empty while it is paused. */
  readonly reason: string;
  /** The folder of the release: its name and the first digits of its digest. */
  readonly release: string;
  /** The kernel that a container saw under runsc on this node. */
  readonly kernel: string;
}

/** Reads what the installer says of a node; `undefined` on a node that it never was on, or left. */
export function gvisorNodeOf(
  labels: Readonly<Record<string, string>>,
  annotations: Readonly<Record<string, string>>,
): GVisorNode | undefined {
  const state = GVISOR_STATES.find((one) => one === annotations[GVISOR_ANNOTATIONS.state]);
  if (!state) return undefined;
  return {
    state,
    serves: labels[GVISOR_LABEL] === 'true',
    step: annotations[GVISOR_ANNOTATIONS.step] ?? '',
    reason: annotations[GVISOR_ANNOTATIONS.reason] ?? '',
    release: annotations[GVISOR_ANNOTATIONS.release] ?? '',
    kernel: annotations[GVISOR_ANNOTATIONS.kernel] ?? '',
  };
}

/** What the row of a node says of the installer; empty where there is nothing to say. */
export function gvisorText({ state, serves, step, reason }: GVisorNode): string {
  switch (state) {
    case 'ready':
      return '';
    case 'installing':
      return `gVisor: installing${step === '' ? '' : ` (${step})`}`;
    case 'removing':
      return `gVisor: removing${reason === '' ? '' : `, ${reason}`}`;
    case 'waiting':
      return `gVisor: ${reason || 'waiting'}`;
    case 'paused':
      return 'gVisor: paused';
    case 'refused':
      return `gVisor refused: ${reason}`;
    case 'failed':
      return serves ? `gVisor: upgrade failed, ${reason}` : `gVisor failed at ${step}: ${reason}`;
    case 'broken':
      return `broken at ${step}: ${reason}`;
  }
}

/** Whether the installer needs a person's attention on this node. */
export function needsAttention({ state }: GVisorNode): boolean {
  return state === 'failed' || state === 'refused' || state === 'broken';
}
