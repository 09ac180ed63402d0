import { asMap, itemsOf, type YamlMap, type YamlNode, type YamlScalar } from '../parse/node.ts';

/** Whether a key is `<<`, which adds the entries of other maps (YAML 1.1, as kubectl reads it). */
export function isMergeKey({ text, style }: YamlScalar): boolean {
  return text === '<<' && style === 'plain';
}

/** The maps, or aliases of maps, that a merge key adds. */
export function mergeSources(value: YamlNode): readonly YamlNode[] {
  const items = itemsOf(value);
  return items.length > 0 ? items : [value];
}

/** The value of a key in a map or in what is merged into it; the last one if it is there twice. */
export function valueOf(map: YamlMap, name: string, hops = 0): YamlNode | undefined {
  const { entries } = map;
  let merges = false;
  for (let index = entries.length - 1; index >= 0; index--) {
    const entry = entries[index];
    if (entry?.key.kind !== 'scalar') continue;
    if (entry.key.text === name) return entry.value;
    if (entry.key.text === '<<') merges = true;
  }
  if (!merges || hops >= MOST_HOPS) return undefined;
  for (const { key, value } of entries) {
    if (key.kind !== 'scalar' || !isMergeKey(key)) continue;
    for (const source of mergeSources(value)) {
      const merged = asMap(source);
      const found = merged && valueOf(merged, name, hops + 1);
      if (found) return found;
    }
  }
  return undefined;
}

const MOST_HOPS = 20;
