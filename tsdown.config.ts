import { defineConfig, type UserConfig } from 'tsdown';

const config: UserConfig = defineConfig({
  entry: { index: 'src/index.ts', cli: 'cli/main.ts', 'lint-worker': 'cli/work/worker.ts' },
  format: 'esm',
  platform: 'node',
  target: 'node20',
  dts: true,
  clean: true,
  fixedExtension: false,
  // Loading these two as they are, a hundred small files, takes longer than all the rest of a start.
  deps: { alwaysBundle: ['commander', 'yaml'], onlyBundle: ['commander', 'yaml'] },
  copy: [
    { from: 'src/model/schema/*.schema.json', to: 'schemas' },
    { from: 'node_modules/commander/LICENSE', to: 'dist', rename: 'LICENSE.commander' },
    { from: 'node_modules/yaml/LICENSE', to: 'dist', rename: 'LICENSE.yaml' },
  ],
});

export default config;
