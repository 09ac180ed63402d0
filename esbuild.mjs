// Builds dist/: the extension's small entry with the files that it imports at first use, the worker of the
// language features, the command line, and one file for each library that is loaded at first use and shared.
import { readdir, readFile, rm } from 'node:fs/promises';
import { basename } from 'node:path';
import { build } from 'esbuild';

/** Modules that are imported at first use, and the file that each becomes; `always`: for other files too. */
const LAZY = [
  { module: /^undici$/, file: './undici.cjs', always: true },
  { module: /^\.\/sdk\.ts$/, file: './kube.cjs' },
  { module: /^yaml$/, file: './yaml.cjs', always: true },
];

const lazyFiles = {
  name: 'lazy-files',
  setup({ onResolve }) {
    for (const { module, file, always } of LAZY) {
      onResolve({ filter: module }, ({ kind }) =>
        always || kind === 'dynamic-import' ? { path: file, external: true } : undefined,
      );
    }
  },
};

/** The installer's scripts become part of the bundle; run from the sources they are read from their files. */
const installerScripts = {
  name: 'installer-scripts',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]installerScripts\.ts$/ }, async () => {
      const folder = new URL('src/gvisor/installer/', import.meta.url);
      const names = (await readdir(folder)).toSorted();
      const texts = await Promise.all(names.map((name) => readFile(new URL(name, folder), 'utf8')));
      const scripts = Object.fromEntries(names.map((name, index) => [name, texts[index]]));
      return { contents: `export const INSTALLER_SCRIPTS = ${JSON.stringify(scripts)};` };
    });
  },
};

/** What is used of undici, here and in the client library: the whole takes more than twice as long to load. */
const undiciParts = `
  const Dispatcher = require('undici/lib/dispatcher/dispatcher');
  Object.assign(Dispatcher.prototype, require('undici/lib/api'));
  exports.Agent = require('undici/lib/dispatcher/agent');
  exports.ProxyAgent = require('undici/lib/dispatcher/proxy-agent');
`;

const shared = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  minify: true,
  // A bundle is CommonJS, and lies one folder deep as src/cli.ts and src/extension.ts do.
  define: { 'import.meta.dirname': '__dirname' },
  legalComments: 'none',
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  logLevel: 'warning',
};

/**
 * Builds an entry, and a file for what each `import()` loads. What the entry has is not in a second file: the
 * others take it from the entry, which is loaded before them, so that starting reads one file.
 */
async function buildSplit({ entry, ...options }) {
  // esbuild splits ES modules alone; what several files need comes in files of its own.
  const { outputFiles, metafile } = await build({
    ...shared,
    ...options,
    entryPoints: { [entry.name]: entry.file },
    format: 'esm',
    splitting: true,
    chunkNames: `${entry.name}-[name]-[hash]`,
    minify: false,
    metafile: true,
    write: false,
  });
  const texts = new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
  const main = `${entry.name}.cjs`;
  const withMain = importedBy(`${shared.outdir}/${main}`, metafile);
  const exported = [...withMain].filter((name) => name !== main);
  const nameOf = (file) => `part${exported.indexOf(file)}`;
  const parts = exported.map((file) => `export * as ${nameOf(file)} from './${file}';`);
  const sources = new Map([[main, `export * from './${main}';\n${parts.join('\n')}`]]);
  for (const [name, text] of texts) if (!withMain.has(name)) sources.set(name, text);

  const fromSplit = (of) => ({
    name: 'from-split',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.\// }, ({ path, namespace }) => {
        const file = basename(path);
        if (namespace === 'loaded' || !withMain.has(file)) return { path, external: true };
        return { path: file, namespace: of === main ? 'part' : 'loaded' };
      });
      onLoad({ filter: /./, namespace: 'part' }, ({ path }) => ({ contents: texts.get(path) }));
      onLoad({ filter: /./, namespace: 'loaded' }, ({ path }) => ({
        contents: `module.exports = require('./${main}').${nameOf(path)}`,
      }));
    },
  });
  const files = [...sources].map(([name, contents]) =>
    build({
      ...shared,
      external: options.external,
      stdin: { contents, sourcefile: name, resolveDir: '.' },
      outdir: undefined,
      outExtension: undefined,
      outfile: `${shared.outdir}/${name}`,
      plugins: [fromSplit(name)],
      supported: { 'dynamic-import': false },
    }),
  );
  await Promise.all(files);
}

/** The names of a file and of those that it imports at once, not at first use. */
function importedBy(output, { outputs }, found = new Set()) {
  found.add(basename(output));
  for (const { path, kind, external } of outputs[output].imports) {
    if (kind === 'import-statement' && !external && !found.has(basename(path))) {
      importedBy(path, { outputs }, found);
    }
  }
  return found;
}

/** Files that are named when it is called: they are built into the same folder as parts of the product, to be measured. */
const more = process.argv.slice(2);

await rm(shared.outdir, { recursive: true, force: true });
await Promise.all([
  buildSplit({
    entry: { name: 'extension', file: 'src/extension.ts' },
    external: ['vscode'],
    plugins: [lazyFiles, installerScripts],
  }),
  build({
    ...shared,
    entryPoints: { cli: 'src/cli.ts' },
    plugins: [lazyFiles, installerScripts],
  }),
  build({
    ...shared,
    entryPoints: { language: 'src/ui/language/worker/languageWorkerEntry.ts' },
    plugins: [lazyFiles],
  }),
  build({ ...shared, entryPoints: { kube: 'src/kube/api/sdk.ts' }, plugins: [lazyFiles] }),
  build({
    ...shared,
    stdin: { contents: undiciParts, sourcefile: 'undici.cjs', resolveDir: '.' },
    outdir: undefined,
    outExtension: undefined,
    outfile: `${shared.outdir}/undici.cjs`,
  }),
  build({ ...shared, entryPoints: { yaml: 'yaml' } }),
  build({ ...shared, entryPoints: more, plugins: [lazyFiles, installerScripts] }),
]);
