import { type Problem } from '../../base/problem.ts';
import { kubeconfigProblem } from './kubeconfigFile.ts';

/**
 * Reads fields of one kubeconfig entry and remembers the first thing that is wrong with it, so that
 * one bad entry spoils neither its neighbours nor the file.
 */
export class FieldReader {
  readonly #fields: Readonly<Record<string, unknown>>;
  readonly #where: string;
  #problem: Problem | undefined;

  constructor(value: unknown, where: string) {
    this.#where = where;
    this.#fields = isRecord(value) ? value : {};
    if (value !== undefined && value !== null && !isRecord(value)) this.#wrong('is not a map');
  }

  get problem(): Problem | undefined {
    return this.#problem;
  }

  /** Whether there is something. */
  has(key: string): boolean {
    const value = this.#fields[key];
    return value !== undefined && value !== null && Object.keys(Object(value)).length > 0;
  }

  /** A text; a number or boolean is taken as text, as a person may forget the quotes of a token. */
  text(key: string): string | undefined {
    const value = this.#fields[key];
    if (value === undefined || value === null || value === '') return undefined;
    if (typeof value === 'string') return value;
    if (typeof value === 'number' || typeof value === 'boolean') return String(value);
    this.#wrong(`has a "${key}" that is not text`);
    return undefined;
  }

  flag(key: string): boolean {
    const value = this.#fields[key];
    if (value === undefined || value === null) return false;
    if (typeof value === 'boolean') return value;
    // Booleans of YAML 1.1, as which kubectl reads them.
    if (typeof value === 'string' && /^(?:y|yes|on)$/i.test(value)) return true;
    if (typeof value === 'string' && /^(?:n|no|off)$/i.test(value)) return false;
    this.#wrong(`has a "${key}" that is neither true nor false`);
    return false;
  }

  /** Base64 that decodes to something. */
  base64(key: string): string | undefined {
    const value = this.text(key)?.replace(/\s+/g, '');
    if (value === undefined) return undefined;
    if (value === 'DATA+OMITTED' || value === 'REDACTED') {
      this.#problem ??= kubeconfigProblem(
        `${this.#where} has a "${key}" that was left out (${value})`,
        'It was printed by "kubectl config view": print it with --raw.',
      );
      return undefined;
    }
    if (/^[A-Za-z0-9+/]+={0,2}$/.test(value) && value.length % 4 === 0) return value;
    this.#wrong(`has a "${key}" that is not base64`);
    return undefined;
  }

  texts(key: string): readonly string[] {
    const value = this.#fields[key];
    if (value === undefined || value === null) return [];
    if (Array.isArray(value) && value.every((item) => typeof item === 'string')) return value;
    this.#wrong(`has a "${key}" that is not a list of texts`);
    return [];
  }

  records(key: string): readonly Readonly<Record<string, unknown>>[] {
    const value = this.#fields[key];
    return Array.isArray(value) ? value.filter(isRecord) : [];
  }

  record(key: string): Readonly<Record<string, unknown>> | undefined {
    const value = this.#fields[key];
    return isRecord(value) ? value : undefined;
  }

  /** Notes that the entry cannot be used, unless something was noted before. */
  #wrong(how: string): void {
    this.#problem ??= kubeconfigProblem(`${this.#where} ${how}`, 'Correct it in the file.');
  }
}

/** True for a map, which neither a list nor `null` is. */
export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
