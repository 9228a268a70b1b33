import type { ConfigFile } from '../model/generated/config.generated.ts';
import { pathMatcher } from './path-matcher.ts';

/** The parts of a configuration that choose rules. */
export type RuleLayers = Pick<ConfigFile, 'preset' | 'rules' | 'overrides'>;

export interface SelectRulesOptions {
  /** A path of the run as seen from the folder of the configuration file, with `/` between folders. */
  readonly fromConfig: (path: string) => string;
  /** What whoever runs it says over the configuration. */
  readonly preset?: ConfigFile['preset'];
  readonly rules?: ConfigFile['rules'];
}

/** Tells the preset and rules for one file; for files that the same overrides match it is the same object. */
export function selectRules(file: RuleLayers, { fromConfig, preset: given, rules: over }: SelectRulesOptions): (path: string) => Pick<ConfigFile, 'preset' | 'rules'> {
  const matches = pathMatcher(fromConfig);
  const selections = new Map<string, Pick<ConfigFile, 'preset' | 'rules'>>();
  return (path) => {
    const matching = (file.overrides ?? []).map((override) => matches(path, override.files));
    const key = matching.join();
    const known = selections.get(key);
    if (known !== undefined) return known;
    const layers = [file, ...(file.overrides ?? []).filter((_override, at) => matching[at])];
    const preset = given ?? layers.findLast((layer) => layer.preset !== undefined)?.preset;
    const rules = Object.fromEntries([...layers.map((layer) => layer.rules ?? {}), over ?? {}].flatMap((settings) => Object.entries(settings)));
    const selection = { ...(preset === undefined ? {} : { preset }), rules };
    selections.set(key, selection);
    return selection;
  };
}
