import { UserError } from '../../base/problem.ts';
import { decodeFile, withoutMark } from '../../files/decodeFile.ts';
import { readRegularFile } from '../../files/readRegularFile.ts';
import { unreadable } from '../../files/unreadable.ts';
import type { Facts } from '../../yaml/facts/facts.ts';
import { readFacts } from './readFacts.ts';

/** Five thousand nodes with all that they say of themselves have 150 MB. */
const MAX_FACTS_BYTES = 256 * 1024 * 1024;

/**
 * The facts that a file holds, as `kubectl get … -o json` prints them. Throws a `UserError` where
 * it holds none.
 */
export async function factsOfFile(file: string): Promise<Facts> {
  const bytes = await readRegularFile(file, MAX_FACTS_BYTES).catch((error: unknown) => {
    throw unreadable(file, error);
  });
  try {
    return readFacts(JSON.parse(withoutMark(decodeFile(bytes).text)));
  } catch (error) {
    const reason = error instanceof SyntaxError ? 'it is not JSON' : (error as Error).message;
    throw new UserError(
      {
        kind: 'configuration',
        what: `${file} holds no facts: ${reason}`,
        next: 'Write it with: kubectl get runtimeclasses,nodes -o json',
        retryable: false,
      },
      error,
    );
  }
}
