import type { Facts } from '../../facts/facts.ts';
import type { NamedClass } from '../../facts/namedClass.ts';
import type { RuleCode } from '../../catalogue/findingCatalogue.ts';
import type { Severity } from '../../catalogue/findingInfo.ts';
import type { Fix } from '../../findings/finding.ts';
import type { PodSpecView } from '../../objects/podSpecs.ts';
import type { Span } from '../../parse/span.ts';

/**
 * What a rule has found; how grave that is follows from its code and from how sure the facts are.
 */
export interface RuleFinding {
  readonly code: RuleCode;
  readonly message: string;
  readonly at: Span;
  readonly fixes?: readonly Fix[];
  /** At most this grave, as when only part of the cluster could be read. */
  readonly atMost?: Severity;
}

/** A pod with all that a rule may ask. */
export interface PodSubject {
  readonly pod: PodSpecView;
  /** The text that the pod's offsets are in. */
  readonly text: string;
  readonly named: NamedClass | undefined;
  /** A patch holds only part of the fields: what is missing in it says nothing. */
  readonly partial: boolean;
  readonly facts: Facts;
}

/** A rule about a pod, or several of one theme. */
export type PodRule = (subject: PodSubject) => Iterable<RuleFinding>;
