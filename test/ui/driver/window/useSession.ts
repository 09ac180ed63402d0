import { openSession, type Session, type SessionOptions } from './session.ts';
import { useWindow } from './useWindow.ts';

/** Gives the tests of a file (or of a `describe`) one window on a sim of its own. */
export function useSession(options: SessionOptions = {}): () => Session {
  return useWindow(() => openSession(options));
}
