import { capabilityOf } from '../../model/runtimeClass/capability.ts';
import { claimsSandbox } from '../../model/isolation/claim.ts';
import { type Isolation, ISOLATION_NAMES } from '../../model/isolation/isolation.ts';
import type { Facts } from '../facts/facts.ts';
import { namedClassOf } from '../facts/namedClass.ts';
import type { PlacedPart } from '../findings/partCache.ts';
import { podSpecsOf } from '../objects/podSpecs.ts';
import { count } from '../../base/text/count.ts';

/** A workload in a text, and in a few words how it is sandboxed. */
export interface Workload {
  /** The offset where it begins. */
  readonly start: number;
  readonly kind: string;
  readonly name: string;
  readonly namespace: string;
  /** The class that it names; absent when it names none. */
  readonly className?: string;
  /** `gVisor · 2 capable nodes`. */
  readonly summary: string;
  /** Whether it claims a sandbox. */
  readonly sandboxed: boolean;
}

/** The workloads of a text, each with its sandbox; those of templates and values are left out. */
export function workloadsOf(parts: readonly PlacedPart[], facts: Facts): readonly Workload[] {
  return parts.flatMap(({ start, part }) => {
    if (part.role !== 'manifest') return [];
    return part.objects.flatMap(podSpecsOf).map((pod): Workload => {
      const { kind, name, namespace, map } = pod.object;
      const named = namedClassOf(pod, facts);
      const sandboxed = named !== undefined && claimsSandbox(named.claim);
      return {
        start: start + map.start,
        kind,
        name,
        namespace,
        ...(named ? { className: named.name } : {}),
        summary: named ? summaryOf(named, facts) : 'No sandbox',
        sandboxed,
      };
    });
  });
}

function summaryOf(named: NonNullable<ReturnType<typeof namedClassOf>>, facts: Facts): string {
  const { name, runtimeClass, isolation, claim } = named;
  if (!runtimeClass) {
    const known = facts.runtimeClasses.state === 'complete';
    if (!claimsSandbox(claim)) return known ? `No class "${name}"` : name;
    return `${ISOLATION_NAMES[claim]} · ${known ? `no class "${name}"` : name}`;
  }
  const what = whatRuns(isolation, runtimeClass.handler);
  if (facts.nodes.state !== 'complete') return `${what} · ${name}`;
  const { capable } = capabilityOf(runtimeClass, facts.nodes.items);
  return `${what} · ${count(capable.length, 'capable node')}`;
}

function whatRuns(isolation: Isolation, handler: string): string {
  if (isolation === 'none') return 'Not a sandbox';
  return isolation === 'unknown' ? `Handler "${handler}"` : ISOLATION_NAMES[isolation];
}
