import type { PodPromise } from './podPromise.ts';

/** What claims may add to the pods of a template. */
export type InjectionPolicy = 'Disallowed' | 'Allowed' | 'Overrides';

/** A SandboxTemplate, reduced to what the product uses. It has no status. */
export interface SandboxTemplate extends PodPromise {
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  readonly envVarsInjectionPolicy: InjectionPolicy;
}

/** The policy as it is written; without one claims may add nothing. */
export function injectionPolicyOf(written: string | undefined): InjectionPolicy {
  return written === 'Allowed' || written === 'Overrides' ? written : 'Disallowed';
}
