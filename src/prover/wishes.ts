import { actionDimension } from './decision.ts';
import { resourceDimension } from './statement.ts';
import type { Glob, GlobUnion } from './text/glob.ts';
import { CharacterClass, isLetter } from './text/symbols.ts';

/** How wildcards are filled in so that a witness reads like a request. */
export interface Fillers {
  readonly account: string;
  readonly text: string;
}

/**
 * Texts that would read well in a witness, made from the patterns that the value has to match. Whether
 * one does match them all is for the caller to check.
 */
export function* wishesFor(dimension: string, within: readonly GlobUnion[], fillers: Fillers): Iterable<string> {
  if (within.length === 0) {
    yield dimension === resourceDimension ? 'arn:aws:s3:::example-bucket/example-key' : fillers.text;
    return;
  }
  const patterns = within.flatMap(({ globs }) => globs.slice(0, 6));
  const texts = dimension === actionDimension ? ['example', 'x'] : ['example', 'x', ''];
  for (const pattern of patterns) if (pattern.parts.length === 1 && pattern.parts[0]?.kind === 'run') yield fill(pattern, fillers);
  for (const text of texts) for (const pattern of patterns) yield fill(pattern, { ...fillers, text });
}

/** The pattern with its wildcards filled in: the fields of an ARN by what they hold. */
export function fill(pattern: Glob, { account, text }: Fillers): string {
  let filled = '';
  let digits = 0;
  for (const part of pattern.parts) {
    if (part.kind === 'one' && part.of === CharacterClass.digit) {
      filled += account.charAt(digits % 12);
      digits += 1;
      continue;
    }
    digits = 0;
    switch (part.kind) {
      case 'symbol':
      case 'eitherCase':
        filled += isLetter(part.symbol) ? text : String.fromCharCode(part.symbol);
        break;
      case 'one':
        filled += 'x';
        break;
      case 'run':
        filled += filled.startsWith('arn:') ? fieldText(filled, account, text) : text;
    }
  }
  return filled;
}

function fieldText(before: string, account: string, text: string): string {
  const fields = before.split(':');
  const begun = fields.at(-1) !== '';
  switch (fields.length - 1) {
    case 1:
      return begun ? '' : 'aws';
    case 2:
      return begun ? '' : 's3';
    case 3:
      return begun ? text : 'us-east-1';
    case 4:
      return begun ? '' : account;
    default:
      return text;
  }
}

/** A value that says what the key is, where one is known. */
export function keyText(id: string): string {
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
