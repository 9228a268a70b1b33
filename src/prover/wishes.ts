import type { RequestPrincipal } from '../model/request-principal.ts';
import { actionDimension } from './decision.ts';
import { resourceDimension } from './statement.ts';
import { fill, type Fillers } from './text/fill.ts';
import type { GlobUnion } from './text/glob.ts';

/**
 * Texts that would read well in a witness, made from the patterns that the value has to match. Whether
 * one does match them all is for the caller to check.
 */
export function* wishesFor(dimension: string, within: readonly GlobUnion[], fillers: Fillers): Iterable<string> {
  if (within.length === 0) {
    yield dimension === resourceDimension ? 'arn:aws:s3:::example-bucket/example-key' : fillers.text;
    return;
  }
  if (dimension === 'aws:userid') yield fillers.text;
  const patterns = within.flatMap(({ globs }) => globs.slice(0, 6));
  const texts = dimension === actionDimension ? ['example', 'x'] : ['example', 'x', ''];
  for (const pattern of patterns) if (pattern.parts.length === 1 && pattern.parts[0]?.kind === 'run') yield fill(pattern, fillers);
  for (const text of texts) for (const pattern of patterns) yield fill(pattern, { ...fillers, text });
}

/** A value that says what the key is, where one is known. */
export function keyText(id: string, caller: RequestPrincipal): string {
  if (id === 'aws:userid' && caller.kind === 'roleSession') return `AROAEXAMPLEROLEID1234:${caller.sessionName ?? 'example-session'}`;
  const known = new Map([
    ['aws:sourcevpc', 'vpc-0a1b2c3d4e5f67890'],
    ['aws:sourcevpce', 'vpce-0a1b2c3d4e5f67890'],
    ['aws:principalorgid', 'o-a1b2c3d4e5'],
    ['aws:resourceorgid', 'o-a1b2c3d4e5'],
    ['aws:sourceorgid', 'o-a1b2c3d4e5'],
    ['aws:requestedregion', 'us-east-1'],
    ['aws:useragent', 'aws-cli/2.0'],
    ['aws:username', 'alice'],
    ['aws:userid', 'AIDAEXAMPLEUSERID1234'],
    ['aws:sourceaccount', '111122223333'],
    ['sts:externalid', 'example-external-id'],
  ]).get(id);
  if (known !== undefined) return known;
  if (/(?:resource|request|principal|existingobject)tag\//.test(id)) return 'any-other-value';
  return 'example';
}
