import { knownText } from '../../model/unknown-value.ts';
import type { Target } from './target.ts';

/**
 * The same principal, trust or policy in another version of the files: by its logical ID, and where that was
 * changed by its name. Of several that stacks within stacks call the same, the one in the file of the same name.
 */
export function counterpartOf(target: Target, candidates: readonly Target[]): Target | undefined {
  const alike = candidates.filter(({ kind }) => kind === target.kind);
  return (
    nearest(target, alike.filter((candidate) => idOf(candidate) === idOf(target))) ??
    nearest(target, alike.filter((candidate) => nameOf(target) !== undefined && nameOf(candidate) === nameOf(target)))
  );
}

function nearest(target: Target, candidates: readonly Target[]): Target | undefined {
  return candidates.find(({ file }) => fileName(file.path) === fileName(target.file.path)) ?? candidates[0];
}

/** As reports name a target. */
export function idOf({ logicalId, name }: Target): string {
  return logicalId ?? name;
}

/** What a deployment calls it; undefined for a name that AWS makes up. */
function nameOf({ variants, logicalId, name }: Target): string | undefined {
  const principal = variants[0]?.principal;
  if (principal !== undefined) return knownText(principal.name);
  return name === logicalId ? undefined : name;
}

export function fileName(path: string): string {
  return path.split(/[\\/]/).at(-1) ?? path;
}
