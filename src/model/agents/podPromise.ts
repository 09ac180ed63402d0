/**
 * What a pod template says of its pods' class, of a Sandbox or a SandboxTemplate: `''` and absent
 * are two things, as a pod with an empty class is refused.
 */
export interface PodPromise {
  readonly runtimeClass?: string;
}
