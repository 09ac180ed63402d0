/**
 * How grave a finding is, as `lint` writes it. `error`: the object is refused, or its pod fails or
 * has no isolation; `warning`: it behaves differently, or often breaks; `information`: worth
 * knowing.
 */
export type Severity = 'error' | 'warning' | 'information' | 'hint';

/** The gravest first. */
export const SEVERITIES: readonly Severity[] = ['error', 'warning', 'information', 'hint'];

/**
 * What a finding is about:
 * - `sandbox`: what a gVisor or Kata pod cannot do, so long as its class really gives that sandbox;
 * - `cluster`: what RuntimeClasses, nodes and namespaces say;
 * - `structure`: the definitions of the Kubernetes API;
 * - `syntax`: whether the text is YAML;
 * - `limit`: that a text is too much to be checked.
 */
export type FindingFamily = 'sandbox' | 'cluster' | 'structure' | 'syntax' | 'limit';

/** What is known of a code beside the place where it is found. */
export interface FindingInfo {
  readonly family: FindingFamily;
  /** That of its findings, unless they say that they are less grave. */
  readonly severity: Severity;
  /** A few words: what it finds. */
  readonly title: string;
  /** What is wrong with it, in sentences for a person who meets it for the first time. */
  readonly why: string;
  /** What to do about it, in sentences. */
  readonly remedy: string;
  /** Where the fact behind it comes from. */
  readonly source: string;
}

/** The codes of one family. */
export function ofFamily<const Family extends FindingFamily, Code extends string>(
  family: Family,
  infos: Readonly<Record<Code, Omit<FindingInfo, 'family'>>>,
): Readonly<Record<Code, FindingInfo & { readonly family: Family }>> {
  const entries = Object.entries<Omit<FindingInfo, 'family'>>(infos);
  return Object.fromEntries(entries.map(([code, info]) => [code, { family, ...info }])) as Record<
    Code,
    FindingInfo & { readonly family: Family }
  >;
}
