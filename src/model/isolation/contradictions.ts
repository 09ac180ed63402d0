import { type CheckResult, VERDICT_NAMES } from './checkResult.ts';

/**
 * Whether the kernel contradicts the claim: claim `gvisor` with `vm` or `host-kernel`, claim `kata`
 * with `gvisor` or `host-kernel`. Other claims promise nothing that could be broken.
 */
export function isContradiction({
  claim,
  verdict,
}: Pick<CheckResult, 'claim' | 'verdict'>): boolean {
  if (claim === 'gvisor') return verdict === 'vm' || verdict === 'host-kernel';
  if (claim === 'kata') return verdict === 'gvisor' || verdict === 'host-kernel';
  return false;
}

/** What the kernel said, in a few words, marked where it contradicts the claim. */
export function verdictText(result: Pick<CheckResult, 'claim' | 'verdict'>): string {
  return `${isContradiction(result) ? '✗ ' : ''}${VERDICT_NAMES[result.verdict]}`;
}

/** Whether a pod asks for less than the template of its agent Sandbox promises. */
export function breaksPromise({ sandbox }: Pick<CheckResult, 'sandbox'>): boolean {
  return sandbox?.isLess === true;
}

/**
 * The results that are contradictions, of pods that still exist; `pods` is absent while these are
 * not known.
 */
export function contradictionsOf(
  results: Iterable<CheckResult>,
  pods?: readonly { readonly uid: string }[],
): readonly CheckResult[] {
  const broken = [...results].filter(isContradiction);
  if (broken.length === 0 || !pods) return broken;
  const living = new Set(pods.map(({ uid }) => uid));
  return broken.filter(({ uid }) => living.has(uid));
}
