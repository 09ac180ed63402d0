import { claimOf, claimsSandbox } from '../isolation/claim.ts';
import { type Isolation, isolationOf } from '../isolation/isolation.ts';

/** What a RuntimeClass asks for, be it that of a pod or of a template. */
export interface AskedSandbox {
  /** The class's name as it is written; empty for none. */
  readonly runtimeClass: string;
  readonly claim: Isolation;
  /** Known to ask for no sandbox, whatever the class's name claims. */
  readonly isNone: boolean;
}

/**
 * What a class asks for. `handlers` by class name; empty where the classes may not be listed: then
 * only a class that is not there at all is known to be none.
 */
export function askedSandbox(
  runtimeClass: string | undefined,
  handlers: ReadonlyMap<string, string>,
): AskedSandbox {
  const handler = runtimeClass ? handlers.get(runtimeClass) : undefined;
  const claim = claimOf(runtimeClass, handler);
  const isNone = claim === 'none' || (handler !== undefined && isolationOf(handler) === 'none');
  return { runtimeClass: runtimeClass ?? '', claim, isNone };
}

/** Whether what is asked for is known to be less than what was promised. */
export function asksLess(asked: AskedSandbox, promised: AskedSandbox): boolean {
  return asked.isNone && claimsSandbox(promised.claim) && !promised.isNone;
}

/** A class in a sentence: `none` where there is none. */
export function classText({ runtimeClass }: Pick<AskedSandbox, 'runtimeClass'>): string {
  return runtimeClass || 'none';
}
