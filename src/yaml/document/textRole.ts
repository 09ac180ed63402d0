import type { TextRole } from './parsedPart.ts';

/**
 * Reads a file by its path, with `/` between folders, at once or later; `undefined` when there is
 * none.
 */
export type ReadText = (path: string) => Promise<string | undefined> | string | undefined;

const KUSTOMIZATIONS = ['kustomization.yaml', 'kustomization.yml', 'Kustomization'];

/** How many folders up a kustomization may name a patch. */
const MAX_FOLDERS_UP = 3;

/**
 * What a file is by its place: below `templates/` of a Helm chart, `values*.yaml` beside its
 * Chart.yaml, or a patch or resource that a kustomization near it names. A file that asserts part
 * of an object (kuttl, Chainsaw by what its test names) counts as a patch.
 */
export async function textRoleOf(path: string, read: ReadText): Promise<TextRole> {
  const name = path.slice(path.lastIndexOf('/') + 1);
  const templates = path.lastIndexOf('/templates/');
  if (templates !== -1 && (await isChart(path.slice(0, templates), read))) {
    // Helm applies no file of such a name: others take parts from it.
    return name.startsWith('_') ? 'patch' : 'template';
  }
  if (/^values(?:[.-].*)?\.ya?ml$/.test(name) && (await isChart(folderOf(path), read))) {
    return 'values';
  }
  if (/(?:^|[-.])patched\.ya?ml$|^(?:\d+-)?assert\.ya?ml$|^chainsaw-test\.ya?ml$/.test(name)) {
    return 'patch';
  }
  const test = await read(join(folderOf(path), 'chainsaw-test.yaml'));
  if (test !== undefined && isAsserted(test, name)) return 'patch';
  let folder = folderOf(path);
  for (let up = 0; up <= MAX_FOLDERS_UP; up++) {
    for (const kustomization of KUSTOMIZATIONS) {
      const text = await read(`${folder === '.' ? '' : `${folder}/`}${kustomization}`);
      if (text === undefined) continue;
      // Reading YAML is loaded where there is a kustomization.
      const { kustomizedPathsOf } = await import('./kustomize.ts');
      const { patches, resources } = kustomizedPathsOf(text);
      const names = (one: string): boolean => join(folder, one) === path;
      // kubebuilder keeps patches there, and names those that are switched on.
      if (patches.some(names) || folderOf(path) === join(folder, 'patches')) return 'patch';
      if (resources.some(names)) return 'resource';
    }
    const parent = folderOf(folder);
    if (parent === folder) break;
    folder = parent;
  }
  return 'manifest';
}

/** Whether a test of Chainsaw compares objects with a file beside it, of which a part is enough. */
function isAsserted(test: string, name: string): boolean {
  const files = test.matchAll(/(?:assert|error):\s+file:[ \t]*["']?(?:\.\/)?([^\s"']+)/g);
  return [...files].some(([, file]) => file === name);
}

async function isChart(folder: string, read: ReadText): Promise<boolean> {
  return (await read(join(folder, 'Chart.yaml'))) !== undefined;
}

function folderOf(path: string): string {
  const slash = path.lastIndexOf('/');
  return slash === -1 ? '.' : path.slice(0, slash) || '/';
}

/** A path below a folder, `.` and `..` worked out. */
function join(folder: string, path: string): string {
  const steps: string[] = folder === '.' ? [] : folder.split('/');
  for (const step of path.split('/')) {
    if (step === '.' || step === '') continue;
    if (step === '..' && steps.length > 0 && steps.at(-1) !== '..') steps.pop();
    else steps.push(step);
  }
  return steps.join('/') || '.';
}
