import tseslint from 'typescript-eslint';
import { layers } from './tools/architecture/layers.js';

const folders = Object.keys(layers);

/** One block per layer: imports of any folder that the layer table does not list are errors. */
const layerBlocks = folders.map((folder) => {
  const forbidden = folders.filter((other) => other !== folder && !layers[folder].includes(other));
  return {
    files: [`src/${folder}/**/*.ts`],
    rules: {
      '@typescript-eslint/no-restricted-imports': [
        'error',
        {
          patterns: [
            {
              regex: `^(?:\\.\\./)+(?:${forbidden.join('|')})/`,
              message: `src/${folder} may import only: ${layers[folder].join(', ') || 'nothing'} (docs/architecture.md)`,
            },
            { regex: '(?:^|/)cli/', message: 'nothing in src/ imports cli/' },
            ...(folder === 'host'
              ? []
              : [{ regex: '^node:', message: 'reach the file system, network, clock and process through Host (src/model/host.ts)' }]),
          ],
        },
      ],
    },
  };
});

export default tseslint.config(
  { ignores: ['dist/', 'data/', 'fixtures/', 'coverage/', 'bench/node_modules/', '**/*.generated.ts', '**/*.d.ts'] },
  {
    files: ['**/*.ts'],
    extends: [tseslint.configs.strictTypeChecked, tseslint.configs.stylisticTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true, allowBoolean: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      'no-restricted-syntax': ['error', { selector: 'ExportAllDeclaration', message: 'export by name' }],
      eqeqeq: 'error',
    },
  },
  ...layerBlocks,
);
