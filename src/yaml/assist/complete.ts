import { agentSuggestions } from './agentSuggestions.ts';
import { isRuntimeClass, tolerationsOf } from '../objects/classFromManifest.ts';
import type { Facts } from '../facts/facts.ts';
import { namedClassOf } from '../facts/namedClass.ts';
import { entryOf, textOf, valueAt, type YamlNode } from '../parse/yamlNode.ts';
import type { PlacedPart } from '../findings/partCache.ts';
import { parsePart, type TextRole } from '../document/parsedPart.ts';
import type { PathStep } from '../objects/podFields.ts';
import { type PodSpecView, podViewsOf } from '../objects/podSpecs.ts';
import type { Manifest } from '../objects/manifests.ts';
import type { Definitions } from '../schema/types/definitions.ts';
import type { Completion, Suggestion } from './completion.ts';
import { type Cursor, cursorAt, takenKeys } from './cursor.ts';
import { fieldSuggestions } from './fieldSuggestions.ts';
import { embeddedTexts } from '../embedded/embeddedTexts.ts';
import { jsonPatchSuggestions } from './jsonPatchSuggestions.ts';
import { type Span, touches } from '../parse/span.ts';
import { lineEnd, lineStart } from '../parse/yamlText.ts';
import { snippetSuggestions } from './snippets.ts';
import {
  classSuggestions,
  handlerSuggestions,
  labelKeySuggestions,
  labelValueSuggestions,
  namespaceSuggestions,
  nodeSuggestions,
  tolerationSuggestions,
} from './clusterSuggestions.ts';

/** What can be written at an offset: of what the cluster has, then of what the API can take. */
export function complete(
  parts: readonly PlacedPart[],
  offset: number,
  facts: Facts,
  role: TextRole,
  definitions?: Definitions,
): readonly Completion[] {
  const placed = parts.findLast(({ start }) => start <= offset);
  if ((role === 'manifest' || role === 'resource') && isEmptyDocument(placed?.part.text, parts)) {
    const typed = wordAt(placed, offset);
    return snippetSuggestions('document', facts).map((one) => ({ ...one, span: typed }));
  }
  const within = placed && textWithin(placed, offset);
  if (within) return complete([within], offset, facts, 'patch', definitions);
  const cursor = placed && cursorAt(placed.part.text, offset - placed.start, role);
  if (!placed || !cursor) return [];
  const span = { start: cursor.span.start + placed.start, end: cursor.span.end + placed.start };
  return suggestions(cursor, facts, role, definitions).map((one) => ({ ...one, span }));
}

/** The patch in a block of text that the cursor is in. */
function textWithin({ start, part }: PlacedPart, offset: number): PlacedPart | undefined {
  const at = offset - start;
  for (const { kind, scalar } of embeddedTexts(part)) {
    if (kind !== 'patch' || scalar.style !== 'literal') continue;
    const end = typedEnd(part.text, scalar, at);
    if (!touches({ start: scalar.start, end }, at)) continue;
    const text = part.text.slice(scalar.start, end);
    return { start: start + scalar.start, part: parsePart(text, 'patch') };
  }
  return undefined;
}

/**
 * Where a block of text ends while somebody types in it: the blanks behind its last word are none
 * of its content, and yet of the block.
 */
function typedEnd(text: string, { start, end }: Span, at: number): number {
  if (at <= end) return end;
  const behind = text.slice(end, lineEnd(text, at));
  if (behind.trim() !== '') return end;
  const indentation = /^ */.exec(text.slice(start, end))?.[0].length ?? 0;
  const isInBlock = lineStart(text, at) <= end || at - lineStart(text, at) >= indentation;
  return isInBlock ? end + behind.length : end;
}

/** A document in which nothing but a word is typed, alone or among manifests of Kubernetes. */
function isEmptyDocument(text: string | undefined, parts: readonly PlacedPart[]): boolean {
  if (text !== undefined && !EMPTY.test(text)) return false;
  const others = parts.filter(({ part }) => !EMPTY.test(part.text));
  return others.length === 0 || others.some(({ part }) => part.objects.length > 0);
}

const EMPTY = /^\uFEFF?(?:[ \t]*(?:#[^\n]*|---[^\n]*)?\r?\n)*(?:---[ \t]*|#[^\n]*|[\w ]*)\s*$/;

function wordAt(placed: PlacedPart | undefined, offset: number): Span {
  const before = placed?.part.text.slice(0, offset - placed.start) ?? '';
  const typed = /[\w ]*$/.exec(before)?.[0].trimStart() ?? '';
  return { start: offset - typed.length, end: offset };
}

function suggestions(
  cursor: Cursor,
  facts: Facts,
  role: TextRole,
  definitions: Definitions | undefined,
): readonly Suggestion[] {
  if (role === 'values') return byKeyName(cursor, facts);
  const operation = jsonPatchSuggestions(cursor, facts);
  if (operation) return operation;
  const object = objectAt(cursor);
  if (!object) return definitions ? fieldSuggestions(cursor, undefined, definitions) : [];
  const path = cursor.path.slice(object.depth);
  const live = liveSuggestions(cursor, object.object, path, facts);
  const fields = definitions
    ? fieldSuggestions({ ...cursor, path }, object.object, definitions)
    : [];
  // Where the cluster's values are known, the API's own say nothing more.
  const known = new Set(live.map(({ label }) => label));
  return [...live, ...fields.filter(({ label }) => !known.has(label))];
}

/** The object that the cursor is in; in a list of objects the one that is an item of it. */
function objectAt({ part, path }: Cursor): { object: Manifest; depth: number } | undefined {
  const inList = path[0] === 'items' && typeof path[1] === 'number';
  if (inList) {
    const item = valueAtPath(part.root, path.slice(0, 2));
    const object = part.objects.find(({ map }) => map === item);
    if (object) return { object, depth: 2 };
  }
  const object = part.objects.find(({ map }) => map === part.root);
  return object && { object, depth: 0 };
}

function liveSuggestions(
  cursor: Cursor,
  object: Manifest,
  path: readonly PathStep[],
  facts: Facts,
): readonly Suggestion[] {
  if (cursor.on === 'value' && path.join('.') === 'metadata.namespace') {
    return namespaceSuggestions(facts);
  }
  if (isRuntimeClass(object)) {
    if (cursor.on === 'value' && path[0] === 'handler') return handlerSuggestions(facts);
    if (path[0] === 'scheduling') {
      const own = tolerationsOf(valueAt(object.map, 'scheduling', 'tolerations'));
      return placementSuggestions(cursor, path.slice(1), facts, own);
    }
    return [];
  }
  const named = cursor.on === 'value' ? agentSuggestions(object, path, facts) : undefined;
  if (named) return named;
  // In a custom resource the innermost one.
  const pod = podViewsOf(object).findLast((one) => startsWith(path, one.path));
  if (!pod) return [];
  const inPod = path.slice(pod.path.length);
  const [first] = inPod;
  if (cursor.on === 'value' && inPod.length === 1) {
    if (first === 'runtimeClassName') return classSuggestions(facts);
    if (first === 'nodeName') return nodeSuggestions(facts);
  }
  if (cursor.on === 'key' && inPod.length === 0) {
    const taken = takenKeys(cursor.map);
    return snippetSuggestions('pod', facts).filter(
      ({ insertText }) => !taken.has(insertText.slice(0, insertText.indexOf(':'))),
    );
  }
  if (cursor.on === 'key' && first === 'containers' && inPod.length === 2) {
    return limitSuggestions(cursor, pod, facts);
  }
  const tolerations = tolerationsOf(valueAt(pod.spec, 'tolerations'));
  const added = namedClassOf(pod, facts)?.runtimeClass?.tolerations ?? [];
  return placementSuggestions(cursor, inPod, facts, [...tolerations, ...added]);
}

/** What stands below `nodeSelector`, `tolerations` and `affinity`. */
function placementSuggestions(
  { on, map, startsItem, part, path: whole }: Cursor,
  path: readonly PathStep[],
  facts: Facts,
  tolerations: Parameters<typeof tolerationSuggestions>[1],
): readonly Suggestion[] {
  const [first] = path;
  const last = path.at(-1);
  if (first === 'nodeSelector') {
    if (on === 'value' && typeof last === 'string' && path.length === 2) {
      return labelValueSuggestions(facts, last);
    }
    if (on === 'value' || path.length > 1) return [];
    const taken = takenKeys(map);
    return labelKeySuggestions(facts)
      .filter(({ label }) => !taken.has(label))
      .map((one) => ({ ...one, insertText: `${one.insertText}: ` }));
  }
  if (first === 'tolerations' && on === 'key') {
    if (path.length === 1) {
      return tolerationSuggestions(facts, tolerations).map((one) => ({
        ...one,
        insertText: `- ${one.insertText.replaceAll('\n', '\n  ')}`,
      }));
    }
    if (!startsItem || takenKeys(map).size > 0) return [];
    // The lines that follow are indented as the line is, whose dash takes two characters.
    return tolerationSuggestions(facts, tolerations).map((one) => ({
      ...one,
      insertText: one.insertText.replaceAll('\n', '\n  '),
    }));
  }
  if (first === 'affinity' && path.includes('matchExpressions')) {
    if (last === 'key' && on === 'value') return labelKeySuggestions(facts);
    // A word behind a dash is read as the key of an item; here items are texts.
    if (path.at(-2) === 'values') {
      const expression = valueAtPath(part.root, whole.slice(0, -2));
      const key = textOf(entryOf(expression ?? map, 'key')?.value) ?? '';
      return labelValueSuggestions(facts, key);
    }
  }
  return [];
}

/** Limits for a container of a Kata pod: its VM is sized by them. */
function limitSuggestions({ map }: Cursor, pod: PodSpecView, facts: Facts): readonly Suggestion[] {
  if (namedClassOf(pod, facts)?.isolation !== 'kata' || takenKeys(map).has('resources')) return [];
  const lines = ['resources:', '  limits:', '    cpu: "1"', '    memory: 1Gi'];
  return [
    {
      label: 'resources for a VM',
      insertText: lines.join('\n'),
      kind: 'block',
      detail: 'limits of 1 CPU and 1Gi',
      documentation:
        'The VM of a Kata pod is sized by the limits of its containers when it starts. Without a memory limit AKS gives it 512 MiB. Leave headroom for the kernel and the agent of the guest.',
      rank: 0,
    },
  ];
}

/** In a values file only the name of a key tells what it is. */
function byKeyName({ on, path }: Cursor, facts: Facts): readonly Suggestion[] {
  const last = path.at(-1);
  if (on === 'key') {
    return last === 'nodeSelector'
      ? labelKeySuggestions(facts).map((one) => ({ ...one, insertText: `${one.insertText}: ` }))
      : [];
  }
  if (last === 'runtimeClassName') return classSuggestions(facts);
  if (path.at(-2) === 'nodeSelector') return labelValueSuggestions(facts, String(last));
  return [];
}

function startsWith(path: readonly PathStep[], start: readonly PathStep[]): boolean {
  return start.every((step, index) => path[index] === step);
}

function valueAtPath(root: YamlNode | undefined, path: readonly PathStep[]): YamlNode | undefined {
  let at = root;
  for (const step of path) {
    if (typeof step === 'string') at = valueAt(at, step);
    else at = at?.kind === 'list' ? at.items[step] : undefined;
  }
  return at;
}
