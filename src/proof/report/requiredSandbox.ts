import type { CheckResult } from '../../model/isolation/checkResult.ts';
import { claimsSandbox } from '../../model/isolation/claim.ts';
import { ISOLATION_NAMES } from '../../model/isolation/isolation.ts';

/** The sandbox that every pod of a check must claim; `any` is gVisor or Kata. */
export type RequiredSandbox = 'gvisor' | 'kata' | 'any';

/** How a requirement is called in the product's own sentences. */
export const REQUIRED_NAMES: Readonly<Record<RequiredSandbox, string>> = {
  gvisor: ISOLATION_NAMES.gvisor,
  kata: ISOLATION_NAMES.kata,
  any: 'a sandbox',
};

/**
 * Whether it is open what a pod claims, as its class is not known: it may be that which is
 * required.
 */
export function isClaimOpen({ claim, runtimeClass, handler }: CheckResult): boolean {
  return claim === 'unknown' && runtimeClass !== undefined && handler === undefined;
}

/** Whether a pod does not claim what is required; it then counts as contradicted. */
export function lacksRequired(pod: CheckResult, required: RequiredSandbox | undefined): boolean {
  if (required === undefined || isClaimOpen(pod)) return false;
  const { claim } = pod;
  return required === 'any' ? !claimsSandbox(claim) : claim !== required;
}
