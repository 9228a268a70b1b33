import type { ConfigFile } from '../model/generated/config.generated.ts';

/** For `policy-lint.config.js`: gives back the configuration as it is, so that editors know its properties. */
export function defineConfig(config: ConfigFile): ConfigFile {
  return config;
}
