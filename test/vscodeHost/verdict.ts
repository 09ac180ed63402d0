/** What the tests' entry writes last, after a NUL; `pending` until then. */
export type Verdict = 'pending' | 'passed' | 'failed';

export interface Output {
  /** What the tests printed since the last call. */
  readonly text: string;
  readonly verdict: Verdict;
}

/** Reads the output file of the tests' entry piece by piece and tells the printed text from the verdict. */
export function verdictReader(): (piece: string) => Output {
  let tail: string | undefined;
  return (piece) => {
    if (tail !== undefined) {
      tail += piece;
      return { text: '', verdict: toVerdict(tail) };
    }
    const end = piece.indexOf('\u0000');
    if (end < 0) return { text: piece, verdict: 'pending' };
    tail = piece.slice(end + 1);
    return { text: piece.slice(0, end), verdict: toVerdict(tail) };
  };
}

/** VS Code may print the error of failed tests once more, behind the verdict. */
function toVerdict(tail: string): Verdict {
  if (tail.startsWith('passed')) return 'passed';
  return tail.startsWith('failed') ? 'failed' : 'pending';
}
