import { fileURLToPath } from 'node:url';
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
  // The library's build for browsers: modules, of which only what we use is taken, and without the one for Node.js's
  // question to the environment about each token.
  alias: { yaml: fileURLToPath(new URL('node_modules/yaml/browser/index.js', import.meta.url)) },
  copy: [
    { from: 'src/model/schema/*.schema.json', to: 'schemas' },
    { from: 'node_modules/commander/LICENSE', to: 'dist', rename: 'LICENSE.commander' },
    { from: 'node_modules/yaml/LICENSE', to: 'dist', rename: 'LICENSE.yaml' },
  ],
});

export default config;
