/**
 * A Sid out of a purpose: `publish file assets` becomes `PublishFileAssets`. Sids of identity policies take letters
 * and digits only.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_elements_sid.html
 */
export function sidOf(purpose: string): string {
  return purpose
    .split(/[^A-Za-z0-9]+/)
    .map((word) => word.charAt(0).toUpperCase() + word.slice(1))
    .join('');
}

/** Gives each Sid that comes again a number: `PublishFileAssets`, `PublishFileAssets2`. */
export function uniqueSids(): (purpose: string) => string {
  const taken = new Set<string>();
  return (purpose) => {
    const base = sidOf(purpose);
    let sid = base;
    for (let number = 2; taken.has(sid); number += 1) sid = `${base}${number}`;
    taken.add(sid);
    return sid;
  };
}
