/** A stretch of text: UTF-16 offsets, `end` exclusive. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The same stretch, `by` characters further on. */
export function shift({ start, end }: Span, by: number): Span {
  return { start: start + by, end: end + by };
}

/** Whether an offset is inside a stretch or right at its end, where a cursor would be. */
export function touches({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}
