import { isAbort, sleep } from '../base/abort.ts';
import { backoffDelay } from '../base/backoff.ts';
import { problemOf } from '../base/problem.ts';
import type { RawObject } from '../model/kubernetesObject.ts';
import { ApiError } from './apiError.ts';
import type { Connection } from './connection.ts';
import { type Listed, listAll } from './list.ts';
import type { Resource } from './resource.ts';

const TRIES = 3;

/**
 * Like `listAll`, for what is read once: what may pass by itself (a busy server, a cut connection, a list
 * that took too long) is tried again twice, after the time that the server asks for.
 */
export async function listWithRetry<Raw extends RawObject, T>(
  connection: Connection,
  resource: Resource<Raw, T>,
  signal: AbortSignal,
): Promise<Listed<T>> {
  for (let attempt = 0; ; attempt++) {
    try {
      return await listAll(connection, resource, signal);
    } catch (error) {
      if (isAbort(error) || attempt + 1 >= TRIES || !problemOf(error).retryable) throw error;
      const asked = error instanceof ApiError ? error.retryAfterMs : 0;
      await sleep(backoffDelay(attempt, Math.random(), asked), signal);
    }
  }
}
