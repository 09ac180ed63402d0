/**
 * The candidate that a misspelled name most likely means; `undefined` when none is near, or two are
 * equally near. Case counts for nothing, and a beginning that only one candidate has counts as
 * near.
 */
export function nearestName(name: string, candidates: Iterable<string>): string | undefined {
  if (name === '' || name.length > MAX_NAME) return undefined;
  const wanted = name.toLowerCase();
  let best: string | undefined;
  let least = Math.max(1, Math.min(MAX_EDITS, Math.floor(name.length / 3))) + 1;
  let tied = false;
  let begun: string | undefined;
  let beginnings = 0;
  for (const candidate of candidates) {
    if (candidate.length > MAX_NAME) continue;
    const other = candidate.toLowerCase();
    if (wanted.length >= MIN_BEGINNING && other.startsWith(wanted)) {
      begun = candidate;
      beginnings++;
    }
    if (Math.abs(other.length - wanted.length) > least) continue;
    const edits = countEdits(wanted, other);
    if (edits < least) [best, least, tied] = [candidate, edits, false];
    else if (edits === least && best !== undefined) tied = true;
  }
  if (best !== undefined && !tied) return best;
  return beginnings === 1 ? begun : undefined;
}

/** What a message says of the nearest name; nothing without one. */
export function didYouMean(nearest: string | undefined): string {
  return nearest === undefined ? '' : ` Did you mean "${nearest}"?`;
}

const MAX_EDITS = 3;
const MAX_NAME = 64;
const MIN_BEGINNING = 4;

/** Insertions, deletions, replacements and swaps of neighbours that make one text of the other. */
export function countEdits(a: string, b: string): number {
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const same = a.charAt(i - 1) === b.charAt(j - 1);
      let edits = Math.min(
        (last[j] ?? 0) + 1,
        (row[j - 1] ?? 0) + 1,
        (last[j - 1] ?? 0) + (same ? 0 : 1),
      );
      if (
        i > 1 &&
        j > 1 &&
        a.charAt(i - 1) === b.charAt(j - 2) &&
        a.charAt(i - 2) === b.charAt(j - 1)
      ) {
        edits = Math.min(edits, (before[j - 2] ?? 0) + 1);
      }
      row.push(edits);
    }
    [before, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
