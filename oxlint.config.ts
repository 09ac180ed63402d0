import { defineConfig, type OxlintOverride } from 'oxlint';

const KUBERNETES = ['@kubernetes/*', 'undici', 'ws'];
const AZURE = ['@azure/*'];
const NODE = ['node:*'];
const VSCODE = ['vscode'];
const YAML = ['yaml'];

/** All that editor and command line share. */
const CORE = [
  'base',
  'net',
  'files',
  'model',
  'yaml',
  'definitions',
  'kube',
  'azure',
  'proof',
  'gvisor',
];

/**
 * The arrows between the folders of `src`: which folders one may import from, and which packages it may not.
 * What is not listed is forbidden. `docs/architecture.md` says why.
 */
const ARROWS: Readonly<Record<string, { to: readonly string[]; without: readonly string[] }>> = {
  base: { to: [], without: [...NODE, ...VSCODE, ...KUBERNETES, ...AZURE, ...YAML] },
  model: { to: ['base'], without: [...NODE, ...VSCODE, ...KUBERNETES, ...AZURE, ...YAML] },
  net: { to: ['base'], without: [...VSCODE, ...KUBERNETES, ...AZURE] },
  files: { to: ['base'], without: [...VSCODE, ...KUBERNETES, ...AZURE] },
  yaml: { to: ['base', 'model'], without: [...NODE, ...VSCODE, ...KUBERNETES, ...AZURE] },
  definitions: { to: ['base', 'yaml'], without: [...VSCODE, ...KUBERNETES, ...AZURE] },
  kube: { to: ['base', 'net', 'files', 'model'], without: [...VSCODE, ...AZURE] },
  azure: { to: ['base', 'net', 'model'], without: [...VSCODE, '@kubernetes/*'] },
  proof: { to: ['base', 'net', 'model', 'kube'], without: [...VSCODE, ...KUBERNETES, ...AZURE] },
  gvisor: {
    to: ['base', 'net', 'files', 'model', 'kube', 'proof'],
    without: [...VSCODE, ...KUBERNETES, ...AZURE],
  },
  state: {
    to: ['base', 'model', 'kube', 'azure', 'proof'],
    without: [...VSCODE, ...KUBERNETES, ...AZURE],
  },
  provision: {
    to: ['base', 'net', 'model', 'azure', 'kube', 'proof', 'state'],
    without: [...VSCODE, ...KUBERNETES, ...AZURE],
  },
  ui: {
    to: [...CORE, 'state', 'provision'],
    without: [...KUBERNETES, ...AZURE],
  },
  cli: {
    to: CORE,
    without: [...VSCODE, ...KUBERNETES, ...AZURE],
  },
};

const folders = Object.keys(ARROWS);

const arrows = Object.entries(ARROWS).map(([folder, { to, without }]): OxlintOverride => {
  const forbidden = folders.filter((other) => other !== folder && !to.includes(other));
  const patterns = [
    {
      group: forbidden.map((other) => `../**/${other}/**`),
      message: `${folder} may import from ${to.join(', ') || 'no other folder'}: see docs/architecture.md.`,
    },
    { group: [...without], message: `${folder} knows nothing of this: see docs/architecture.md.` },
  ];
  return {
    files: folder === 'cli' ? ['src/cli/**', 'src/cli.ts'] : [`src/${folder}/**`],
    rules: { 'no-restricted-imports': ['error', { patterns }] },
  };
});

export default defineConfig({
  plugins: ['typescript', 'import', 'node', 'promise', 'unicorn', 'oxc'],
  categories: { correctness: 'error', suspicious: 'error', perf: 'error' },
  ignorePatterns: ['dist/**', '.test-results/**', '.vscode-test/**'],
  rules: {
    'eslint/eqeqeq': 'error',
    'eslint/max-lines': ['error', { max: 300 }],
    'eslint/no-await-in-loop': 'off',
    'eslint/no-console': 'error',
    'eslint/no-duplicate-imports': ['error', { allowSeparateTypeImports: false }],
    'eslint/no-var': 'error',
    'eslint/prefer-const': 'error',
    'import/no-cycle': 'error',
    'import/no-default-export': 'error',
    'oxc/no-map-spread': 'off',
    'promise/always-return': 'off',
    'typescript/consistent-return': 'off',
    'typescript/no-explicit-any': 'error',
    'typescript/no-floating-promises': 'error',
    'typescript/no-misused-promises': 'error',
    'typescript/no-non-null-assertion': 'error',
    'typescript/no-unnecessary-type-parameters': 'off',
    'typescript/no-unsafe-type-assertion': 'off',
    'unicorn/require-post-message-target-origin': 'off',
    'typescript/switch-exhaustiveness-check': [
      'error',
      { considerDefaultExhaustiveForUnions: true },
    ],
  },
  overrides: [
    ...arrows,
    {
      files: ['test/**'],
      rules: {
        'typescript/no-floating-promises': 'off',
        'unicorn/consistent-function-scoping': 'off',
        'eslint/no-console': 'off',
      },
    },
    { files: ['*.mjs'], rules: { 'eslint/no-console': 'off' } },
    { files: ['oxlint.config.ts'], rules: { 'import/no-default-export': 'off' } },
  ],
});
