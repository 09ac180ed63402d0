import { describeError, type Log } from '../../base/log.ts';
import { type Problem, problemOf, UserError } from '../../base/problem.ts';
import { decodeFile } from '../../files/decodeFile.ts';
import { readRegularFile } from '../../files/readRegularFile.ts';
import { type KubeconfigFile, kubeconfigProblem } from './kubeconfigFile.ts';
import type { KubeconfigChain } from './kubeconfigPaths.ts';
import { mergeKubeconfigs, type ResolvedContext } from './mergeKubeconfigs.ts';
import { parseKubeconfig } from './parseKubeconfig.ts';

/** A kubeconfig file that cannot be read. What it said before, if anything, is still used. */
export interface UnreadableFile {
  readonly file: string;
  readonly problem: Problem;
}

/** All contexts of all kubeconfigs, and the files that could not be read. */
export interface Kubeconfigs {
  readonly contexts: readonly ResolvedContext[];
  /** The context that kubectl would use. */
  readonly current: ResolvedContext | undefined;
  /** Its name, which may name nothing; empty when there is none. */
  readonly currentName: string;
  readonly unreadable: readonly UnreadableFile[];
}

const MAX_FILE_BYTES = 10 * 1024 * 1024;

/**
 * Reads every file now. Never throws: what is wrong stands in the result. `good` holds the last
 * good reading of each file and is kept up: a half-written file takes nothing away.
 */
export async function readKubeconfigs(
  chains: readonly KubeconfigChain[],
  good: Map<string, KubeconfigFile>,
  log: Log,
): Promise<Kubeconfigs> {
  const contexts: ResolvedContext[] = [];
  const unreadable: UnreadableFile[] = [];
  let current: ResolvedContext | undefined;
  let currentName = '';
  const readOne = async (
    file: string,
    mayBeMissing: boolean,
  ): Promise<KubeconfigFile | undefined> => {
    try {
      const { text } = decodeFile(await readRegularFile(file, MAX_FILE_BYTES));
      const parsed = parseKubeconfig(text, file);
      for (const note of parsed.notes) log.warn(note);
      refuseHalf(parsed, good.get(file));
      good.set(file, parsed);
      return parsed;
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === 'ENOENT') {
        good.delete(file);
        if (mayBeMissing) return undefined;
      }
      const problem = error instanceof UserError ? error.problem : fileProblem(file, code, error);
      log.warn(describeError(error));
      unreadable.push({ file, problem });
      return good.get(file);
    }
  };
  for (const { files, mayBeMissing } of chains) {
    const read = await Promise.all(files.map((file) => readOne(file, mayBeMissing)));
    const merged = mergeKubeconfigs(read.filter((file) => file !== undefined));
    contexts.push(...merged.contexts);
    currentName ||= merged.currentContext;
    current ??= merged.contexts.find(({ ref }) => ref.name === merged.currentContext);
  }
  return { contexts, current, currentName, unreadable };
}

/**
 * The beginning of a file is valid YAML too. A program that takes the last entry away leaves the
 * empty list.
 */
function refuseHalf({ file, lacks }: KubeconfigFile, before: KubeconfigFile | undefined): void {
  const lost = before && lacks.find((list) => before[list].length > 0);
  if (lost === undefined) return;
  throw new UserError(
    kubeconfigProblem(
      `The kubeconfig ${file} has no ${lost} any more: it may be half-written`,
      `What it said before is used until it is complete. If it has none, write "${lost}: []".`,
    ),
  );
}

function fileProblem(file: string, code: string | undefined, error: unknown): Problem {
  switch (code) {
    case 'ENOENT':
      return kubeconfigProblem(
        `The kubeconfig ${file} does not exist`,
        'Create it, or correct the setting aksSandbox.kubeconfigs or the option that names it.',
      );
    case 'EACCES':
    case 'EPERM':
      return kubeconfigProblem(
        `You may not read the kubeconfig ${file}`,
        'Change its permissions.',
      );
    case 'EISDIR':
      return kubeconfigProblem(
        `${file} is a folder, not a kubeconfig`,
        'Name the file in KUBECONFIG or in the setting aksSandbox.kubeconfigs.',
      );
    case 'TOO_LARGE':
      return kubeconfigProblem(
        `${file} is too large for a kubeconfig (more than ${MAX_FILE_BYTES / 1024 / 1024} MiB)`,
        'Remove it from KUBECONFIG or from the setting aksSandbox.kubeconfigs.',
      );
    case 'NOT_REGULAR':
      return kubeconfigProblem(
        `The kubeconfig ${file} is no regular file`,
        'Write what it gives into a file, and name that.',
      );
    default:
      return {
        ...problemOf(error),
        what: `The kubeconfig ${file} cannot be read (${code ?? 'unknown error'})`,
      };
  }
}
