/** `2026-11-24T00:28:13.759Z` as people write it. */
export function timeText(iso: string): string {
  return `${iso.slice(0, 10)} at ${iso.slice(11, 16)} UTC`;
}
