import type { Statement } from '../../model/policy.ts';

/** For messages: its Sid in backticks, or which one it is. */
export function statementName({ sid, index }: Statement): string {
  return sid === undefined || sid.text === '' ? `number ${index + 1}` : `\`${sid.text}\``;
}
