// Runs the language service beside the extension host: however large a manifest is, the editor
// never waits.
import { parentPort, workerData } from 'node:worker_threads';
import { loadDefinitions } from '../../../definitions/loadDefinitions.ts';
import { LanguageService } from '../../../yaml/languageService.ts';
import type { LanguageRequest, LanguageResponse, LanguageWorkerData } from './languageProtocol.ts';

const { root } = workerData as LanguageWorkerData;
// What is asked meanwhile waits, and is answered in order.
const ready = loadDefinitions(root).then((definitions) => new LanguageService(definitions));

parentPort?.on('message', (request: LanguageRequest) => {
  void ready.then((service) => parentPort?.postMessage(answer(service, request)));
});

function answer(service: LanguageService, { id, method, args }: LanguageRequest): LanguageResponse {
  try {
    const call = service[method] as (...given: readonly unknown[]) => unknown;
    return { id, value: call.apply(service, [...args]) };
  } catch (error) {
    return { id, error: error instanceof Error ? (error.stack ?? error.message) : String(error) };
  }
}
