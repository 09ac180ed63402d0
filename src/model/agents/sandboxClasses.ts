import { UserError } from '../../base/problem.ts';
import { plainText } from '../../base/text/plainText.ts';
import { claimsSandbox } from '../isolation/claim.ts';
import { isDnsSubdomain } from '../kubernetes/dnsName.ts';
import type { RuntimeClass } from '../runtimeClass/runtimeClass.ts';

/** The classes whose handler is a sandbox, by name: what a policy may ask of pods. */
export function sandboxClasses(classes: readonly RuntimeClass[]): readonly RuntimeClass[] {
  return classes
    .filter(({ name, isolation }) => claimsSandbox(isolation) && isDnsSubdomain(name))
    .toSorted((a, b) => (a.name < b.name ? -1 : 1));
}

/** A policy without a class would refuse every pod. */
export function noSandboxClass(place: string): UserError {
  return new UserError({
    kind: 'configuration',
    what: `No RuntimeClass of ${plainText(place)} is a sandbox: a policy would refuse every pod of an agent Sandbox`,
    next: 'Deploy gVisor or create a Kata node pool first.',
    retryable: false,
  });
}
