import type { Isolation } from '../../model/isolation.ts';
import type { RuntimeClass } from '../../model/runtimeClass.ts';
import type { Facts } from '../facts.ts';
import type { Fix, Severity } from '../finding.ts';
import type { YamlScalar } from '../node.ts';
import type { PodSpecView } from '../podSpecs.ts';
import type { Span } from '../span.ts';
import type { RuleCode } from './ruleCatalogue.ts';

/** What a rule has found; how grave that is follows from its code and from how sure the facts are. */
export interface RuleFinding {
  readonly code: RuleCode;
  readonly message: string;
  readonly at: Span;
  readonly fixes?: readonly Fix[];
  /** At most this grave, as when only part of the cluster could be read. */
  readonly atMost?: Severity;
}

/** The class that a pod names, and what is known of it. */
export interface NamedClass {
  readonly name: string;
  readonly node: YamlScalar;
  /** The class itself, from the cluster or from a manifest. */
  readonly runtimeClass: RuntimeClass | undefined;
  /** What its handler does; without the class, what its name promises. */
  readonly isolation: Isolation;
  readonly claim: Isolation;
  /** Whether isolation follows from a class that is known to exist in a cluster that is known whole. */
  readonly sure: boolean;
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
