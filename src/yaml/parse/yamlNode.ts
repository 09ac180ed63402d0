import type { Span } from './span.ts';

/**
 * What a YAML document says, with where it says it: the one form that all rules, completion and
 * hover read, whichever parser made it. Offsets are those of the part (one document of a file).
 */
export type YamlNode = YamlMap | YamlList | YamlScalar | YamlAlias;

export interface YamlMap extends Span {
  readonly kind: 'map';
  /** Written as `{a: b}`. */
  readonly flow: boolean;
  readonly entries: readonly YamlEntry[];
}

/** An absent value is an empty plain scalar right after the colon. */
export interface YamlEntry {
  readonly key: YamlNode;
  readonly value: YamlNode;
}

export interface YamlList extends Span {
  readonly kind: 'list';
  /** Written as `[a, b]`. */
  readonly flow: boolean;
  readonly items: readonly YamlNode[];
}

/**
 * The stretch of a quoted scalar holds its quotes; that of a block scalar its lines, without the
 * header.
 */
export interface YamlScalar extends Span {
  readonly kind: 'scalar';
  /** What it says: quotes, escapes and folding undone. */
  readonly text: string;
  readonly style: 'plain' | 'single' | 'double' | 'literal' | 'folded';
  /** As written: `!!str`, `!custom`; empty when there is none. */
  readonly tag: string;
}

/** `*name`. Never expanded: who needs what it stands for asks for its target. */
export interface YamlAlias extends Span {
  readonly kind: 'alias';
  readonly name: string;
  /** Absent when no anchor before it has that name. */
  readonly target: YamlNode | undefined;
}

/** What an alias stands for, else the node itself; `undefined` when it stands for nothing. */
export function resolved(node: YamlNode | undefined): Exclude<YamlNode, YamlAlias> | undefined {
  let seen = 0;
  let next = node;
  while (next?.kind === 'alias') {
    if (++seen > MAX_HOPS) return undefined;
    next = next.target;
  }
  return next;
}

const MAX_HOPS = 20;

/** The node as a map, or what its alias stands for. */
export function asMap(node: YamlNode | undefined): YamlMap | undefined {
  const found = resolved(node);
  return found?.kind === 'map' ? found : undefined;
}

/** The items of a list; none for anything else. */
export function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  const found = resolved(node);
  return found?.kind === 'list' ? found.items : [];
}

/** What a scalar says; `undefined` for anything else. */
export function textOf(node: YamlNode | undefined): string | undefined {
  const found = resolved(node);
  return found?.kind === 'scalar' ? found.text : undefined;
}

/**
 * The entry of a map with that key, the last one if the key is there twice, as the API server reads
 * it.
 */
export function entryOf(node: YamlNode | undefined, key: string): YamlEntry | undefined {
  return findEntry(asMap(node), key, 0);
}

function findEntry(map: YamlMap | undefined, key: string, hops: number): YamlEntry | undefined {
  if (!map || hops > MAX_HOPS) return undefined;
  let merges = false;
  // A loop without a function: rules ask some hundred times for each pod.
  for (let at = map.entries.length - 1; at >= 0; at--) {
    const entry = map.entries[at];
    const name = entry && keyOf(entry);
    if (name === key) return entry;
    if (name === '<<') merges = true;
  }
  return merges ? mergedEntry(map, key, hops) : undefined;
}

/** A merge key gives what the map itself does not say. */
function mergedEntry(map: YamlMap, key: string, hops: number): YamlEntry | undefined {
  for (const entry of map.entries) {
    if (!isMergeKey(entry.key)) continue;
    for (const source of mergeSources(entry.value)) {
      const found = findEntry(asMap(source), key, hops + 1);
      if (found) return found;
    }
  }
  return undefined;
}

/** Whether a key is `<<`, which adds the entries of other maps (YAML 1.1, as kubectl reads it). */
export function isMergeKey(key: YamlNode): boolean {
  return key.kind === 'scalar' && key.text === '<<' && key.style === 'plain';
}

/** The maps, or aliases of maps, that a merge key adds. */
export function mergeSources(value: YamlNode): readonly YamlNode[] {
  const items = itemsOf(value);
  return items.length > 0 ? items : [value];
}

/** The name of an entry; `undefined` when its key is no scalar. */
export function keyOf({ key }: YamlEntry): string | undefined {
  return key.kind === 'scalar' ? key.text : undefined;
}

/** The value under a path of keys. */
export function valueAt(
  node: YamlNode | undefined,
  ...path: readonly string[]
): YamlNode | undefined {
  let at = node;
  for (const key of path) at = entryOf(at, key)?.value;
  return at;
}

/** Whether a node is an absent value, `null` or `~`. */
export function isNull(node: YamlNode | undefined): boolean {
  const found = resolved(node);
  if (!found) return true;
  return (
    found.kind === 'scalar' && found.style === 'plain' && /^(?:~|null|Null|NULL|)$/.test(found.text)
  );
}
