const DAY_MS = 24 * 60 * 60 * 1000;

/**
 * A Kata image older than this is worth a word: it gets no unattended patches, and a new one comes
 * each week.
 */
const OLD_AFTER_DAYS = 60;

/**
 * When a node image was made, in milliseconds since the epoch, from its name: `…-202608.20.0` is of
 * 2026-08-20. `undefined` for a name of another form (Windows images, and what Azure may add).
 */
function nodeImageTime(name: string): number | undefined {
  const [, year, month, day] = /-(20\d\d)(0[1-9]|1[0-2])\.(\d\d)\.\d+$/.exec(name) ?? [];
  if (year === undefined) return undefined;
  const time = Date.UTC(Number(year), Number(month) - 1, Number(day));
  return Number.isNaN(time) ? undefined : time;
}

/** How many days old an image is; `undefined` when its name does not tell. */
export function nodeImageAge(name: string, now: number): number | undefined {
  const time = nodeImageTime(name);
  return time === undefined ? undefined : Math.max(0, Math.floor((now - time) / DAY_MS));
}

/**
 * Whether a Kata pool's image is so old that its row warns. Source: AKS node image notes,
 * unattended upgrades (2026-08).
 */
export function isOldImage(name: string, now: number): boolean {
  return (nodeImageAge(name, now) ?? 0) > OLD_AFTER_DAYS;
}
