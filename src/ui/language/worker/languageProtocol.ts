import type { LanguageService } from '../../../yaml/languageService.ts';

/** What the worker can be asked: the methods of the language service. */
export type LanguageMethod = {
  [Key in keyof LanguageService]: LanguageService[Key] extends (...args: never[]) => unknown
    ? Key
    : never;
}[keyof LanguageService];

export type LanguageArguments<M extends LanguageMethod> = Parameters<LanguageService[M]>;
export type LanguageResult<M extends LanguageMethod> = ReturnType<LanguageService[M]>;

export interface LanguageRequest {
  readonly id: number;
  readonly method: LanguageMethod;
  readonly args: readonly unknown[];
}

export type LanguageResponse =
  | { readonly id: number; readonly value: unknown }
  | { readonly id: number; readonly error: string };

/** What the worker is started with. */
export interface LanguageWorkerData {
  /** The folder of the extension, where the definitions of Kubernetes are. */
  readonly root: string;
}
