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
