// Builds dist/: the extension's small entry, the command line, and one file for each library that is
// loaded at first use and shared by both.
import { rm } from 'node:fs/promises';
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

await rm('dist', { recursive: true, force: true });
await Promise.all([
  build({
    ...shared,
    entryPoints: { extension: 'src/extension.ts', cli: 'src/cli.ts' },
    external: ['vscode'],
    plugins: [lazyFiles],
  }),
  build({
    ...shared,
    entryPoints: { language: 'src/ui/language/languageWorkerEntry.ts' },
    plugins: [lazyFiles],
  }),
  build({ ...shared, entryPoints: { kube: 'src/kube/sdk.ts' }, plugins: [lazyFiles] }),
  build({ ...shared, entryPoints: { undici: 'undici' } }),
  build({ ...shared, entryPoints: { yaml: 'yaml' } }),
]);
