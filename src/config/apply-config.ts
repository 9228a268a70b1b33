import { minimatch } from 'minimatch';
import { locationAt } from '../intents/document.ts';
import type { ConfigFile } from '../model/generated/config.generated.ts';
import { lineIndex, rangeOf } from '../model/line-index.ts';
import type { Suppression, Suspect } from '../suppressions/index.ts';
import type { Config } from './parse-config.ts';

/** A configuration, ready for a run. */
export interface AppliedConfig {
  readonly isIgnored: (path: string) => boolean;
  /** The preset and rules for one file. */
  readonly selectionFor: (path: string) => Pick<ConfigFile, 'preset' | 'rules'>;
  readonly suppressions: readonly Suppression[];
}

export interface ApplyOptions {
  /** A path of the run as seen from the folder of the configuration file, with `/` between folders. */
  readonly fromConfig: (path: string) => string;
  /** What whoever runs it says over the configuration. */
  readonly preset?: ConfigFile['preset'];
  readonly rules?: ConfigFile['rules'];
}

export function applyConfig({ path, file, root, text }: Config, { fromConfig, preset: given, rules: over }: ApplyOptions): AppliedConfig {
  const matches = (candidate: string, globs: readonly string[]): boolean => {
    const name = fromConfig(candidate);
    return globs.some((glob) => minimatch(name, glob.replace(/^\.\//, ''), { dot: true }));
  };
  const selections = new Map<string, ReturnType<AppliedConfig['selectionFor']>>();
  const index = text === undefined ? undefined : lineIndex(text);
  return {
    isIgnored: (candidate) => matches(candidate, file.ignores ?? []),
    selectionFor: (candidate) => {
      const matching = (file.overrides ?? []).map((override) => matches(candidate, override.files));
      const key = matching.join();
      const known = selections.get(key);
      if (known !== undefined) return known;
      const layers = [file, ...(file.overrides ?? []).filter((_override, at) => matching[at])];
      const preset = given ?? layers.findLast((layer) => layer.preset !== undefined)?.preset;
      const rules = Object.fromEntries([...layers.map((layer) => layer.rules ?? {}), over ?? {}].flatMap((settings) => Object.entries(settings)));
      const selection = { ...(preset === undefined ? {} : { preset }), rules };
      selections.set(key, selection);
      return selection;
    },
    suppressions: (file.suppressions ?? []).map((declared, at): Suppression => {
      const pointer = `/suppressions/${at}`;
      const { rule, reason, until } = declared;
      return {
        ruleId: rule,
        reason,
        ...(until === undefined ? {} : { until }),
        place: { path, ...rangeOf(index, locationAt(root, pointer)), pointer },
        covers: (suspect) => covers(declared, suspect, matches),
        // Which files have a logical ID or Sid is not known before they are read: only a path tells.
        expectedIn: (paths) => declared.path !== undefined && [...paths].some((candidate) => matches(candidate, [declared.path ?? ''])),
      };
    }),
  };
}

type Declared = NonNullable<ConfigFile['suppressions']>[number];

function covers({ path, logicalId, sid, principal }: Declared, suspect: Suspect, matches: (path: string, globs: readonly string[]) => boolean): boolean {
  return (
    (path === undefined || matches(suspect.path, [path])) &&
    (logicalId === undefined || suspect.logicalId === logicalId) &&
    (sid === undefined || suspect.sids.includes(sid)) &&
    (principal === undefined || suspect.principals.includes(principal))
  );
}
