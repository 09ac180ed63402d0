import { jsonOf, type JsonValue } from '../parse/jsonOf.ts';
import { asMap, textOf, valueAt } from '../parse/yamlNode.ts';
import type { PlacedPart } from '../findings/partCache.ts';
import { podSpecsOf } from '../objects/podSpecs.ts';
import { nodeAt } from '../edit/nodeAt.ts';
import type { PathStep } from '../objects/podFields.ts';
import type { Span } from '../parse/span.ts';

type JsonObject = { readonly [key: string]: JsonValue };

/** An object of a text as it would be sent to a cluster. */
export interface SentManifest {
  readonly manifest: JsonObject;
  readonly kind: string;
  readonly name: string;
  /** Where its kind stands, to show what is said of the whole object. */
  readonly at: Span;
  /** A Pod as its template makes it; absent where there is no template. */
  readonly pod?: { readonly manifest: JsonObject; readonly prefix: readonly string[] };
}

/** The objects of a text; those of templates, patches and values are none. */
export function sentManifests(parts: readonly PlacedPart[]): readonly SentManifest[] {
  return parts.flatMap(({ start, part }) => {
    if (part.role !== 'manifest') return [];
    return part.objects.map((object): SentManifest => {
      const { apiVersion, kind, name, namespace, map } = object;
      const manifest = { ...(jsonOf(map) as JsonObject), apiVersion, kind };
      const node = valueAt(map, 'kind') ?? map;
      const at = { start: node.start + start, end: node.end + start };
      const template = podSpecsOf(object).find(({ byShape }) => !byShape);
      if (!template || kind === 'Pod') return { manifest, kind, name, at };
      const metadata = asMap(template.metadata);
      const pod = {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: {
          ...(metadata ? (jsonOf(metadata) as JsonObject) : {}),
          name: podName(name),
          ...(namespace === '' ? {} : { namespace }),
        },
        spec: jsonOf(template.spec),
      };
      return {
        manifest,
        kind,
        name,
        at,
        pod: { manifest: pod, prefix: template.path.slice(0, -1).map(String) },
      };
    });
  });
}

/** A name that no pod has, so that the dry run is that of a new one. */
function podName(name: string): string {
  return `${name.slice(0, 40)}-aks-sandbox-check`.replace(/^-/, '');
}

/**
 * Where a field that the API server names is in a text: `spec.template.spec.containers[0].image`.
 * The nearest thing around it when it is not there, `undefined` when the object is not.
 */
export function placeOfField(
  parts: readonly PlacedPart[],
  object: Pick<SentManifest, 'at'>,
  field: string,
): Span | undefined {
  for (const { start, part } of parts) {
    const own = part.objects.find(({ map }) => {
      const node = valueAt(map, 'kind') ?? map;
      return node.start + start === object.at.start;
    });
    if (!own) continue;
    const steps = stepsOf(field);
    for (let length = steps.length; length > 0; length--) {
      const node = nodeAt(own.map, steps.slice(0, length));
      if (node && textOf(node) !== undefined) {
        return { start: node.start + start, end: node.end + start };
      }
      const entry = node && entrySpan(own.map, steps.slice(0, length));
      if (entry) return { start: entry.start + start, end: entry.end + start };
    }
    return undefined;
  }
  return undefined;
}

/** The key of a field that holds more than a line. */
function entrySpan(
  map: Parameters<typeof nodeAt>[0],
  steps: readonly PathStep[],
): Span | undefined {
  const parent = nodeAt(map, steps.slice(0, -1));
  const last = steps.at(-1);
  if (parent?.kind !== 'map')
    return parent?.kind === 'list' ? entrySpan(map, steps.slice(0, -1)) : undefined;
  return parent.entries.find(({ key }) => textOf(key) === last)?.key;
}

/** `spec.containers[0].env[name]` in steps; a key in brackets that is no number stays a key. */
export function stepsOf(field: string): readonly PathStep[] {
  return [...field.matchAll(/([^.[\]]+)|\[([^\]]*)\]/g)].map(([, name, inner]) => {
    if (name !== undefined) return name;
    return /^\d+$/.test(inner ?? '') ? Number(inner) : (inner ?? '');
  });
}
