import type { JsonObject } from '../../kube/json.ts';
import { resourceNotFound } from '../arm/armError.ts';
import type { ArmAnswer } from '../arm/armRequest.ts';
import { SIZES, type SimSize } from '../sample/sizes.ts';
import { usageOf } from '../state/poolRules.ts';
import { ok, type Route, type RouteContext, visibleSubscriptions } from './route.ts';

export const COMPUTE: readonly Route[] = [
  { path: '/subscriptions/*/providers/microsoft.compute/skus', methods: { GET: skus } },
  {
    path: '/subscriptions/*/providers/microsoft.compute/locations/*/usages',
    methods: { GET: usages },
  },
];

function skus(context: RouteContext, names: readonly string[]): ArmAnswer {
  const subscription = visibleSubscriptions(context).find(({ id }) => id === names[0]);
  if (!subscription) throw resourceNotFound(context.request.path);
  const filter = context.request.query.get('$filter') ?? '';
  const location = /^location eq '([\w-]+)'$/.exec(filter)?.[1] ?? 'westeurope';
  const disk: JsonObject = {
    resourceType: 'disks',
    name: 'Premium_LRS',
    tier: 'Premium',
    size: 'P10',
    locations: [location],
    locationInfo: [{ location, zones: ['1', '2', '3'], zoneDetails: [] }],
    capabilities: [],
    restrictions: [],
  };
  return ok({ value: [disk, ...SIZES.map((size) => skuJson(size, location))] });
}

function skuJson(size: SimSize, location: string): JsonObject {
  const zones = ['1', '2', '3'];
  const capabilities = {
    vCPUs: String(size.cpus),
    MemoryGB: String(size.memoryGi),
    HyperVGenerations: size.generations,
    CpuArchitectureType: size.arm ? 'Arm64' : 'x64',
    PremiumIO: 'True',
    ...(size.name.startsWith('Standard_DC') ? { ConfidentialComputingType: 'SNP' } : {}),
    ...(size.name.startsWith('Standard_NC') ? { GPUs: '1' } : {}),
  };
  const restriction =
    size.restriction === 'Location'
      ? [
          {
            type: 'Location',
            values: [location],
            restrictionInfo: { locations: [location] },
            reasonCode: 'NotAvailableForSubscription',
          },
        ]
      : [
          {
            type: 'Zone',
            values: [location],
            restrictionInfo: { locations: [location], zones: ['3'] },
            reasonCode: 'NotAvailableForSubscription',
          },
        ];
  return {
    resourceType: 'virtualMachines',
    name: size.name,
    tier: 'Standard',
    size: size.name.replace('Standard_', ''),
    family: size.family,
    locations: [location],
    locationInfo: [{ location, zones, zoneDetails: [] }],
    capabilities: Object.entries(capabilities).map(([name, value]) => ({ name, value })),
    restrictions: size.restriction === undefined ? [] : restriction,
  };
}

function usages(context: RouteContext, names: readonly string[]): ArmAnswer {
  const subscription = visibleSubscriptions(context).find(({ id }) => id === names[0]);
  if (!subscription) throw resourceNotFound(context.request.path);
  const families = [...new Set(SIZES.map(({ family }) => family))];
  const usage = (value: string, localizedValue: string) => {
    const { limit, used } = usageOf(context.account, subscription, value);
    return { unit: 'Count', currentValue: used, limit, name: { value, localizedValue } };
  };
  return ok({
    value: [
      usage('cores', 'Total Regional vCPUs'),
      // The casing is another than that of the sizes, as in Azure.
      ...families.map((family) => {
        const { name, ...rest } = usage(family, `${family} vCPUs`);
        return { ...rest, name: { ...name, value: family.replace(/^standard/i, 'standard') } };
      }),
    ],
  });
}
