import { count } from './count.ts';

const UNITS = [
  [86_400_000, 'day'],
  [3_600_000, 'hour'],
  [60_000, 'minute'],
] as const;

/** How long before `now` a time in ISO 8601 was, e.g. `3 minutes ago`. */
export function agoText(time: string, now: number): string {
  const ms = now - Date.parse(time);
  if (Number.isNaN(ms)) return 'at an unknown time';
  const unit = UNITS.find(([length]) => ms >= length);
  if (!unit) return 'just now';
  const [length, name] = unit;
  return `${count(Math.floor(ms / length), name)} ago`;
}
