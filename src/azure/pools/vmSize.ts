import { compareNames } from '../../base/compareNames.ts';
import type { ArmClient } from '../arm/armClient.ts';
import { stringOf } from '../../model/kubernetes/kubernetesObject.ts';
import { type JsonObject, objectsOf, objectOf, textsOf } from '../arm/json.ts';
import { type Nesting, nestingOf } from './vmSeries.ts';

/** A VM size that a subscription can have in a location. */
export interface VmSize {
  readonly name: string;
  /** The family that its quota is counted in; spelled otherwise in other places. */
  readonly family: string;
  readonly cpus: number;
  readonly memoryGiB: number;
  /** Zones in which the subscription may have it. */
  readonly zones: readonly string[];
  readonly nesting: Nesting;
}

/**
 * The sizes that a Kata pool could have: generation 2, x64, not confidential, not restricted for
 * the subscription; those that are known to nest first, the smallest first. Only the location can
 * be filtered by Azure; the answer is large.
 */
export async function listVmSizes(
  arm: ArmClient,
  place: { readonly subscription: string; readonly location: string },
  signal: AbortSignal,
): Promise<readonly VmSize[]> {
  const call = {
    path: `/subscriptions/${place.subscription}/providers/Microsoft.Compute/skus`,
    apiVersion: '2021-07-01',
    query: { $filter: `location eq '${place.location.replaceAll(/[^\w-]/g, '')}'` },
    subject: { verb: 'list', object: `the VM sizes of ${place.location}`, role: 'Reader' },
  };
  return vmSizesOf(await arm.list(call, signal), place.location);
}

const ORDER: readonly Nesting[] = ['known', 'unknown', 'known-not'];

/** Reads the answer of `Microsoft.Compute/skus`. */
function vmSizesOf(skus: readonly JsonObject[], location: string): readonly VmSize[] {
  return skus
    .flatMap((sku) => readVmSize(sku, location) ?? [])
    .toSorted(
      (a, b) =>
        ORDER.indexOf(a.nesting) - ORDER.indexOf(b.nesting) ||
        a.cpus - b.cpus ||
        compareNames(a.name, b.name),
    );
}

function readVmSize(sku: JsonObject, location: string): VmSize | undefined {
  if (stringOf(sku['resourceType']) !== 'virtualMachines') return undefined;
  const capabilities = new Map(
    objectsOf(sku['capabilities']).map((one) => [stringOf(one['name']), stringOf(one['value'])]),
  );
  const restrictions = objectsOf(sku['restrictions']);
  if (restrictions.some(({ type }) => type === 'Location')) return undefined;
  const isUsable =
    (capabilities.get('HyperVGenerations') ?? '').split(',').includes('V2') &&
    capabilities.get('CpuArchitectureType') !== 'Arm64' &&
    !capabilities.has('ConfidentialComputingType');
  if (!isUsable) return undefined;
  const name = stringOf(sku['name']);
  const closed = new Set(
    restrictions.flatMap((one) => textsOf(objectOf(one['restrictionInfo'])['zones'])),
  );
  const here = objectsOf(sku['locationInfo']).find(
    (one) => stringOf(one['location']).toLowerCase() === location.toLowerCase(),
  );
  return {
    name,
    family: stringOf(sku['family']),
    cpus: Number(capabilities.get('vCPUs') ?? 0),
    memoryGiB: Number(capabilities.get('MemoryGB') ?? 0),
    zones: textsOf(here?.['zones'])
      .filter((zone) => !closed.has(zone))
      .toSorted(),
    nesting: nestingOf(name),
  };
}
