import path from 'node:path';
import { after, afterEach, before } from 'node:test';
import { resultsFolder } from '../../../vscodeHost/projectPaths.ts';
import { onSignal } from '../../../vscodeHost/process/signals.ts';
import type { Window } from './window.ts';

/**
 * Gives the tests of a file (or of a `describe`) one window: opened before the first, closed after the
 * last. A failed test leaves a screenshot and the logs in `.test-results/ui/<test>`.
 * Returns what gives the window inside a test.
 */
export function useWindow<T extends Window>(open: () => Promise<T>): () => T {
  let window: T | undefined;
  let release: (() => unknown) | undefined;
  const close = async () => {
    release?.();
    await window?.[Symbol.asyncDispose]();
    window = undefined;
  };
  before(async () => {
    window = await open();
    release = onSignal(close);
  });
  afterEach(async (test) => {
    if (!('passed' in test) || test.passed) return;
    await window?.keepEvidence(path.join(resultsFolder, 'ui', fileName(test.fullName)));
  });
  after(close);
  return () => {
    if (!window) throw new Error('The window is open inside tests only');
    return window;
  };
}

function fileName(title: string): string {
  return title.replaceAll(/[^\w.-]+/g, '-').slice(0, 120);
}
