import { ISOLATION_NAMES } from '../../model/isolation/isolation.ts';
import type { Sandbox } from '../../yaml/assist/sandboxEdit.ts';

/** What is done, in the imperative: `Sandbox with gVisor`. */
export function sandboxTitle(sandbox: Sandbox): string {
  return `Sandbox with ${ISOLATION_NAMES[sandbox]}`;
}
