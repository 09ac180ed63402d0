import { parseAllDocuments } from 'yaml';
import { UserError } from '../../base/problem.ts';
import { withoutMark } from '../../files/decodeFile.ts';
import { kubeconfigProblem } from './kubeconfigFile.ts';
import { isRecord } from './readFields.ts';

/** The lists of a kubeconfig; kubectl always writes all three. */
export const KUBECONFIG_LISTS = ['clusters', 'users', 'contexts'] as const;

/** What a kubeconfig file holds, still of any shape within its lists. */
export interface KubeconfigRoot {
  readonly root: Readonly<Record<string, unknown>>;
  /** What kubectl takes without a word, and a person may not have meant. */
  readonly notes: readonly string[];
}

/** One anchor may stand for hundreds of entries; an attack by aliases of aliases needs far more. */
const MAX_ALIASES = 10_000;

/**
 * Reads the text of a kubeconfig as kubectl does: its first document, in which the last of two
 * equal keys counts. Throws a `UserError` when the file as a whole cannot be read.
 */
export function kubeconfigRoot(content: string, file: string): KubeconfigRoot {
  const refuse = (why: string) =>
    new UserError(kubeconfigProblem(`The kubeconfig ${file} ${why}`, 'Correct the file.'));
  const [document, ...more] = parseAllDocuments(withoutMark(content), { merge: true });
  if (!document) return { root: {}, notes: [] };
  // The parser's message quotes lines of the file, which may hold a secret: its place is shown.
  const error = document.errors.find(({ code }) => code !== 'DUPLICATE_KEY');
  if (error) {
    const line = error.linePos?.[0].line;
    throw refuse(`is not valid YAML${line === undefined ? '' : ` (line ${line})`}`);
  }
  const root = toValue(() => document.toJS({ maxAliasCount: MAX_ALIASES }) as unknown, refuse);
  if (root === null || root === undefined) return { root: {}, notes: [] };
  if (!isRecord(root)) throw refuse('is not a kubeconfig: it holds no map');
  const noList = KUBECONFIG_LISTS.find((list) => !Array.isArray(root[list] ?? []));
  if (noList !== undefined) throw refuse(`is not a kubeconfig: its ${noList} are no list`);
  if (root['kind'] !== undefined && root['kind'] !== 'Config') {
    throw refuse(`is not a kubeconfig: its kind is ${JSON.stringify(root['kind'])}, not "Config"`);
  }
  const twice = document.errors.map(({ linePos }) => linePos?.[0].line ?? 0);
  return {
    root,
    notes: [
      ...twice.map((line) => `${file} has a key twice (line ${line}): the last one counts`),
      ...(more.some((one) => one.toJS() !== null)
        ? [`${file} has more than one document: the first one counts`]
        : []),
    ],
  };
}

function toValue(read: () => unknown, refuse: (why: string) => UserError): unknown {
  try {
    return read();
  } catch {
    throw refuse('is not valid YAML: an alias names nothing, or there are far too many');
  }
}
