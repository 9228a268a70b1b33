import type { Glob } from './glob.ts';
import { CharacterClass, isLetter } from './symbols.ts';

/** How wildcards are filled in so that a witness reads like a request. */
export interface Fillers {
  readonly account: string;
  readonly text: string;
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
