import { keyOf, type YamlEntry, type YamlMap } from '../parse/yamlNode.ts';
import { shown, type StructureFinding, structureFinding } from './structureFinding.ts';

/** An entry whose key the same map has before. */
export interface DuplicateKey {
  readonly entry: YamlEntry;
  readonly before: YamlEntry;
  /** The entry behind `before`: up to there goes what `before` is written as. */
  readonly afterBefore: YamlEntry;
}

/**
 * The entries of a map whose key is there before; in linear time, as a map may have 20,000 keys.
 */
export function duplicateKeys({ entries }: YamlMap): readonly DuplicateKey[] {
  return entries.length > MAX_COMPARED ? amongMany(entries) : amongFew(entries);
}

/** Up to so many keys, comparing each with each is faster than remembering them. */
const MAX_COMPARED = 8;

const NONE: readonly DuplicateKey[] = [];

function amongFew(entries: readonly YamlEntry[]): readonly DuplicateKey[] {
  let found: DuplicateKey[] | undefined;
  for (let index = 1; index < entries.length; index++) {
    const key = keyAt(entries, index);
    if (key === undefined) continue;
    for (let earlier = index - 1; earlier >= 0; earlier--) {
      if (keyAt(entries, earlier) !== key) continue;
      (found ??= []).push(...duplicateAt(entries, earlier, index));
      break;
    }
  }
  return found ?? NONE;
}

function amongMany(entries: readonly YamlEntry[]): readonly DuplicateKey[] {
  const found: DuplicateKey[] = [];
  const seen = new Map<string, number>();
  for (let index = 0; index < entries.length; index++) {
    const key = keyAt(entries, index);
    if (key === undefined) continue;
    const earlier = seen.get(key);
    if (earlier !== undefined) found.push(...duplicateAt(entries, earlier, index));
    seen.set(key, index);
  }
  return found;
}

/** Merge keys may be there more than once: each adds something. */
function keyAt(entries: readonly YamlEntry[], index: number): string | undefined {
  const key = entries[index]?.key;
  return key?.kind === 'scalar' && key.text !== '<<' ? key.text : undefined;
}

function duplicateAt(
  entries: readonly YamlEntry[],
  earlier: number,
  index: number,
): readonly DuplicateKey[] {
  const [entry, before, afterBefore] = [entries[index], entries[earlier], entries[earlier + 1]];
  return entry && before && afterBefore ? [{ entry, before, afterBefore }] : NONE;
}

/**
 * What to say of it: kubectl silently takes the last one (tried with 1.36.3). Without the earlier
 * entry the object stays the same; `removable` is false where an alias may stand for something in
 * it.
 */
export function duplicateKeyFinding(
  { entry, before, afterBefore }: DuplicateKey,
  removable: boolean,
): StructureFinding {
  const key = shown(keyOf(entry) ?? '');
  const written = { start: before.key.start, end: afterBefore.key.start };
  return structureFinding(
    'duplicate-key',
    entry.key,
    `"${key}" is there twice, and the API server reads the last one alone.`,
    // An absent key begins behind its colon.
    removable && afterBefore.key.end > afterBefore.key.start
      ? { title: `Remove the earlier "${key}"`, edits: [{ span: written, newText: '' }] }
      : undefined,
  );
}
