// Builds dist/: the extension's small entry with the files that it imports at first use, the worker of the
// language features, the command line, one file for each library that is loaded at first use and shared, and the
// notices of what is in them. node esbuild.mjs [--debug] [--sbom FILE] [FILE…]: with source maps; with a bill of what is
// in them; with further files, to be measured.
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import { build as esbuild } from 'esbuild';
import { billOfMaterials, thirdPartyNotices } from './.ci/bundleContents.mjs';

const {
  values: { debug, sbom },
  positionals: more,
} = parseArgs({
  options: { debug: { type: 'boolean', default: false }, sbom: { type: 'string' } },
  allowPositionals: true,
});

/** The files of packages that are in the bundles. */
const bundled = new Set();

/** Builds and notes which packages the result is made of. */
async function build(options) {
  const result = await esbuild({ metafile: true, ...options });
  for (const { inputs } of Object.values(result.metafile.outputs)) {
    for (const [file, { bytesInOutput }] of Object.entries(inputs)) {
      if (bytesInOutput > 0) bundled.add(file);
    }
  }
  return result;
}

/** Modules that are imported at first use, and the file that each becomes; `always`: for other files too. */
const LAZY = [
  { module: /^undici$/, file: './undici.cjs', always: true },
  { module: /^\.\/sdk\.ts$/, file: './kube.cjs' },
  { module: /^\.\/armSdk\.ts$/, file: './azure.cjs' },
  { module: /^\.\/identitySdk\.ts$/, file: './azureCli.cjs' },
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

/** A property of the catalogue that explains a code: one literal, or a constant. */
const EXPLANATION =
  /^ {4}(?:why|remedy|source):\s+(?:'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"|`(?:[^`\\]|\\.)*`|[\w.]+),\n/gm;

/** The editor links to `docs/rules.md`: what explains the codes of findings is in the command line alone. */
const shortCatalogue = {
  name: 'short-catalogue',
  setup({ onLoad }) {
    onLoad({ filter: /[\\/]catalogue[\\/]\w+Codes\.ts$/ }, async ({ path }) => {
      const contents = (await readFile(path, 'utf8')).replaceAll(EXPLANATION, '');
      if (/^ +(?:why|remedy):/m.test(contents))
        throw new Error(`${path} is not as it was expected`);
      return { contents, loader: 'ts' };
    });
  },
};

/** What is used of undici, here and in the client library: the whole takes more than twice as long to load. */
const undiciParts = `
  const Dispatcher = require('undici/lib/dispatcher/dispatcher');
  Object.assign(Dispatcher.prototype, require('undici/lib/api'));
  exports.Agent = require('undici/lib/dispatcher/agent');
  exports.buildConnector = require('undici/lib/core/connect');
`;

/** The one credential that is used of `@azure/identity`: the others bring a browser's sign-in with them. */
const azureCliCredential =
  './node_modules/@azure/identity/dist/esm/credentials/azureCliCredential.js';

/** What is used of the Kubernetes client library: all of it brings a class for each type of the API. */
const clientExec = './node_modules/@kubernetes/client-node/dist/exec.js';

/**
 * undici brings its parser of HTTP/1.1 twice, once for processors with SIMD. The other one runs everywhere, and heads
 * are too short for the difference to count.
 */
const oneParser = {
  name: 'one-parser',
  setup({ onResolve }) {
    onResolve({ filter: /\/llhttp_simd-wasm\.js$/ }, ({ path, resolveDir }) => ({
      path: join(resolveDir, path.replace('llhttp_simd-wasm', 'llhttp-wasm')),
    }));
  },
};

const shared = {
  bundle: true,
  platform: 'node',
  format: 'cjs',
  target: 'node22',
  minify: !debug,
  sourcemap: debug ? 'inline' : false,
  // A bundle is CommonJS, and lies one folder deep as src/cli.ts and src/extension.ts do.
  define: { 'import.meta.dirname': '__dirname' },
  legalComments: 'none',
  outdir: 'dist',
  outExtension: { '.js': '.cjs' },
  logLevel: 'warning',
};

/**
 * Builds an entry, and a file for what each `import()` loads. What the entry has is not in a second file: the
 * others take it from the entry, which is loaded before them, so that starting reads one file. So it is with `early`,
 * a module that is loaded before most others.
 */
async function buildSplit({ entry, early, ...options }) {
  // esbuild splits ES modules alone; what several files need comes in files of its own.
  const { outputFiles, metafile } = await build({
    ...shared,
    ...options,
    entryPoints: { [entry.name]: entry.file },
    format: 'esm',
    splitting: true,
    chunkNames: `${entry.name}-[name]-[hash]`,
    minify: false,
    write: false,
  });
  const texts = new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
  const { outputs } = metafile;
  const main = `${entry.name}.cjs`;
  const second = Object.keys(outputs).find((output) => outputs[output].entryPoint === early);
  const common = `${entry.name}-common.cjs`;
  const homes = new Map();
  for (const output of [`${shared.outdir}/${main}`, second]) {
    for (const file of importedBy(output, metafile)) {
      if (!homes.has(file)) homes.set(file, basename(output));
    }
  }
  for (const file of smallParts(texts, homes, metafile)) homes.set(file, common);
  const partsOf = (home) => [...homes.keys()].filter((file) => homes.get(file) === home);
  const nameOf = (file) => `part${[...homes.keys()].indexOf(file)}`;
  const sourceOf = (home) =>
    partsOf(home)
      .map((file) =>
        file === home
          ? `export * from './${file}';`
          : `export * as ${nameOf(file)} from './${file}';`,
      )
      .join('\n');
  const sources = new Map([...new Set(homes.values())].map((home) => [home, sourceOf(home)]));
  for (const [name, text] of texts) if (!homes.has(name)) sources.set(name, text);

  const fromSplit = (of) => ({
    name: 'from-split',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^\.\// }, ({ path, namespace }) => {
        const file = basename(path);
        const home = homes.get(file);
        if (namespace === 'loaded' || home === undefined) return { path, external: true };
        return { path: file, namespace: of === home ? 'part' : 'loaded' };
      });
      onLoad({ filter: /./, namespace: 'part' }, ({ path }) => ({ contents: texts.get(path) }));
      onLoad({ filter: /./, namespace: 'loaded' }, ({ path }) => ({
        contents: `module.exports = require('./${homes.get(path)}')${homes.get(path) === path ? '' : `.${nameOf(path)}`}`,
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

/** In bytes, before it is made small. */
const MAX_SMALL = 24_000;

/**
 * The small files that only others load: one file holds them all. What they import themselves is in
 * the entry or among them, so that no two files wait for one another.
 */
function smallParts(texts, homes, { outputs }) {
  const parts = new Set(
    [...texts]
      .filter(([name, text]) => /-chunk-/.test(name) && !homes.has(name) && text.length < MAX_SMALL)
      .map(([name]) => name),
  );
  const importsOf = (name) =>
    outputs[`${shared.outdir}/${name}`].imports
      .filter(({ kind, external }) => kind === 'import-statement' && !external)
      .map(({ path }) => basename(path));
  for (let size = -1; size !== parts.size;) {
    size = parts.size;
    for (const name of parts) {
      if (importsOf(name).some((one) => !homes.has(one) && !parts.has(one))) parts.delete(name);
    }
  }
  return parts;
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

await rm(shared.outdir, { recursive: true, force: true });
await Promise.all([
  buildSplit({
    entry: { name: 'extension', file: 'src/extension.ts' },
    early: 'src/kube/clusterSession.ts',
    external: ['vscode'],
    plugins: [lazyFiles, installerScripts, shortCatalogue],
  }),
  build({
    ...shared,
    entryPoints: { cli: 'src/cli.ts' },
    plugins: [lazyFiles, installerScripts],
  }),
  build({
    ...shared,
    entryPoints: { language: 'src/ui/language/worker/languageWorkerEntry.ts' },
    plugins: [lazyFiles, shortCatalogue],
  }),
  build({
    ...shared,
    entryPoints: { kube: 'src/kube/api/sdk.ts' },
    alias: { '@kubernetes/client-node': clientExec },
    plugins: [lazyFiles],
  }),
  build({ ...shared, entryPoints: { azure: 'src/azure/arm/armSdk.ts' } }),
  build({
    ...shared,
    entryPoints: { azureCli: 'src/azure/signIn/identitySdk.ts' },
    alias: { '@azure/identity': azureCliCredential },
  }),
  build({ ...shared, entryPoints: { credential: 'src/kube/terminal/credentialHelper.ts' } }),
  build({
    ...shared,
    stdin: { contents: undiciParts, sourcefile: 'undici.cjs', resolveDir: '.' },
    outdir: undefined,
    outExtension: undefined,
    outfile: `${shared.outdir}/undici.cjs`,
    plugins: [oneParser],
  }),
  build({ ...shared, entryPoints: { yaml: 'yaml' } }),
  build({ ...shared, entryPoints: more, plugins: [lazyFiles, installerScripts] }),
]);
await writeFile(`${shared.outdir}/ThirdPartyNotices.txt`, await thirdPartyNotices(bundled));
if (sbom)
  await writeFile(sbom, `${JSON.stringify(await billOfMaterials(bundled), undefined, 2)}\n`);
