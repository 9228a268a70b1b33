import type { ConfigFile } from '../model/generated/config.generated.ts';
import { lineIndex, rangeOf } from '../model/line-index.ts';
import { locationAt } from '../model/node-at.ts';
import type { Suppression, Suspect } from '../suppressions/index.ts';
import type { Config } from './parse-config.ts';
import { isGlob, pathMatcher, type PathMatcher } from './path-matcher.ts';

/** A configuration, ready for a run. */
export interface AppliedConfig {
  readonly isIgnored: (path: string) => boolean;
  readonly suppressions: readonly Suppression[];
}

/** @param fromConfig a path of the run as seen from the folder of the configuration file, with `/` between folders */
export function applyConfig({ path, file, root, text }: Config, fromConfig: (path: string) => string): AppliedConfig {
  const matches = pathMatcher(fromConfig);
  const index = text === undefined ? undefined : lineIndex(text);
  return {
    isIgnored: (candidate) => matches(candidate, file.ignores ?? []),
    suppressions: (file.suppressions ?? []).map((declared, at): Suppression => {
      const pointer = `/suppressions/${at}`;
      const { rule, reason, until } = declared;
      return {
        ruleId: rule,
        reason,
        ...(until === undefined ? {} : { until }),
        place: { path, ...rangeOf(index, locationAt(root, pointer)), pointer },
        covers: (suspect) => covers(declared, suspect, matches),
        // Only where all files were looked at, or the one that is meant, is it known that none needs it.
        expectedIn: ({ paths, areAll }) => {
          if (declared.path === undefined || (areAll && file.files !== undefined)) return areAll;
          return (areAll || !isGlob(declared.path)) && [...paths].some((candidate) => matches(candidate, [declared.path ?? '']));
        },
      };
    }),
  };
}

type Declared = NonNullable<ConfigFile['suppressions']>[number];

function covers({ path, logicalId, sid, principal }: Declared, suspect: Suspect, matches: PathMatcher): boolean {
  return (
    (path === undefined || matches(suspect.path, [path])) &&
    (logicalId === undefined || suspect.logicalId === logicalId) &&
    (sid === undefined || suspect.sids.includes(sid)) &&
    (principal === undefined || suspect.principals.includes(principal))
  );
}
