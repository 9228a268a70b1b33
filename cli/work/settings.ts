import type { RuleLayers } from '../../src/config/index.ts';
import type { CheckOptions } from '../../src/lint/check-file.ts';
import type { LintOptions } from '../../src/lint/options.ts';
import { pathFrom } from '../paths.ts';

/** All that decides about the findings in a file, as plain data: for other threads, and for the keys of a cache. */
export interface CheckSettings extends LintOptions {
  readonly config?: {
    readonly layers: RuleLayers;
    /** The folder of the configuration, as seen from the working directory. */
    readonly folder: string;
  };
}

export async function checkOptions({ config, ...settings }: CheckSettings): Promise<Omit<CheckOptions, 'host'>> {
  if (config === undefined) return settings;
  const { selectRules } = await import('../../src/config/index.ts');
  const { preset, rules } = settings;
  const over = { ...(preset === undefined ? {} : { preset }), ...(rules === undefined ? {} : { rules }) };
  return { ...settings, selectionFor: selectRules(config.layers, { fromConfig: pathFrom(config.folder), ...over }) };
}
