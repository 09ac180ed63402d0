// Runs the language service beside the extension host: however large a manifest is, the editor never waits.
import { parentPort } from 'node:worker_threads';
import { LanguageService } from '../../yaml/languageService.ts';
import type { LanguageRequest, LanguageResponse } from './languageProtocol.ts';

const service = new LanguageService();

parentPort?.on('message', ({ id, method, args }: LanguageRequest) => {
  parentPort?.postMessage(answer(id, method, args));
});

function answer(
  id: number,
  method: LanguageRequest['method'],
  args: readonly unknown[],
): LanguageResponse {
  try {
    const call = service[method] as (...given: readonly unknown[]) => unknown;
    return { id, value: call.apply(service, [...args]) };
  } catch (error) {
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
