import { globSync, readFileSync } from 'node:fs';
import path from 'node:path';

const ROOT = path.join(import.meta.dirname, '../../..');

const EXPORTED =
  /^export (?:async )?(?:function\*?|class|abstract class|interface|type|const) (\w+)/gm;

/** A source file, by its path from the root with forward slashes. */
export interface Source {
  readonly file: string;
  readonly lines: number;
  /** The files of the project that it imports, at once or at first use. */
  readonly imports: readonly string[];
  /** The names that it defines and exports. */
  readonly exported: readonly string[];
  /** The length of its longest line that is a comment alone. */
  readonly longestComment: number;
}

/** The TypeScript files below a folder of the project. */
export function sourcesOf(folder: 'src' | 'test'): readonly Source[] {
  return globSync(`${folder}/**/*.ts`, { cwd: ROOT, exclude: ['**/node_modules/**'] })
    .map((file) => file.replaceAll('\\', '/'))
    .toSorted()
    .map((file) => {
      const text = readFileSync(path.join(ROOT, file), 'utf8');
      const imports = text.matchAll(/(?:\bfrom|\bimport\()\s*'(\.[^']+)'/g);
      return {
        file,
        lines: text.split('\n').length - 1,
        exported: [...text.matchAll(EXPORTED)].map(([, name = '']) => name),
        longestComment: Math.max(
          0,
          ...[...text.matchAll(/^[ \t]*(?:\/\/|\/?\*).*$/gm)].map(([line]) => line.length),
        ),
        imports: [...imports].map(([, to = '']) => path.posix.join(path.posix.dirname(file), to)),
      };
    });
}

/** How many files stand side by side in each folder, whatever their kind; fixtures are data. */
export function filesByFolder(folder: 'src' | 'test'): ReadonlyMap<string, number> {
  const files = globSync(`${folder}/**/*.*`, {
    cwd: ROOT,
    exclude: ['**/node_modules/**', 'test/fixtures/**'],
  });
  const counts = new Map<string, number>();
  for (const file of files) {
    const own = path.posix.dirname(file.replaceAll('\\', '/'));
    counts.set(own, (counts.get(own) ?? 0) + 1);
  }
  return counts;
}

/** Groups of folders whose files import one another in a circle; folders below one another count each by itself. */
export function circlesOf(sources: readonly Source[]): readonly (readonly string[])[] {
  const to = new Map<string, Set<string>>();
  for (const { file, imports } of sources) {
    const from = path.posix.dirname(file);
    const own = to.get(from) ?? new Set();
    to.set(from, own);
    for (const one of imports)
      if (path.posix.dirname(one) !== from) own.add(path.posix.dirname(one));
  }
  const reachedFrom = new Map([...to.keys()].map((from) => [from, reached(from, to)]));
  const inCircle = [...to.keys()].filter((folder) => reachedFrom.get(folder)?.has(folder));
  const circles = Map.groupBy(inCircle, (folder) =>
    inCircle.find((one) => reachedFrom.get(one)?.has(folder) && reachedFrom.get(folder)?.has(one)),
  );
  return [...circles.values()];
}

function reached(from: string, to: ReadonlyMap<string, ReadonlySet<string>>): ReadonlySet<string> {
  const found = new Set<string>();
  const open = [...(to.get(from) ?? [])];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (found.has(next)) continue;
    found.add(next);
    open.push(...(to.get(next) ?? []));
  }
  return found;
}
