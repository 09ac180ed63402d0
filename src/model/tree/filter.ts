/** Whether something with these names is kept by the filter. */
export type Filter = (...names: readonly (string | undefined)[]) => boolean;

/** Words that must all appear in one of the names, in any case; nothing typed keeps everything. */
export function filterOf(typed: string): Filter {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return () => true;
  return (...names) => {
    const all = names.join(' ').toLowerCase();
    return words.every((word) => all.includes(word));
  };
}
