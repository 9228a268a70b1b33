import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import { defineConfig, type ViteUserConfig } from 'vitest/config';

const config: ViteUserConfig = defineConfig({
  resolve: {
    // Tests import the package by its name, as its users do.
    alias: { 'policy-lint': fileURLToPath(new URL('src/index.ts', import.meta.url)) },
  },
  test: {
    include: ['test/**/*.test.ts'],
    setupFiles: ['test/setup.ts'],
    testTimeout: 60_000,
    // No test changes what the next one finds, and loading every module anew for each file took a third of the time.
    isolate: false,
    maxWorkers: availableParallelism(),
  },
});

export default config;
