import path from 'node:path';
import { after, afterEach, before } from 'node:test';
import { resultsFolder } from '../../host/projectPaths.ts';
import { onSignal } from '../../host/signals.ts';
import { openSession, type Session, type SessionOptions } from './session.ts';

/**
 * Gives the tests of a file (or of a `describe`) one workbench: opened before the first, closed after the
 * last. A failed test leaves a screenshot and the logs in `.test-results/ui/<test>`.
 * Returns what gives the session inside a test.
 */
export function useSession(options: SessionOptions = {}): () => Session {
  let session: Session | undefined;
  let release: (() => unknown) | undefined;
  const close = async () => {
    release?.();
    await session?.[Symbol.asyncDispose]();
    session = undefined;
  };
  before(async () => {
    session = await openSession(options);
    release = onSignal(close);
  });
  afterEach(async (test) => {
    if (!('passed' in test) || test.passed) return;
    await session?.keepEvidence(path.join(resultsFolder, 'ui', fileName(test.fullName)));
  });
  after(close);
  return () => {
    if (!session) throw new Error('The session is open inside tests only');
    return session;
  };
}

function fileName(title: string): string {
  return title.replaceAll(/[^\w.-]+/g, '-').slice(0, 120);
}
