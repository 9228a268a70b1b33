import type { AssembledStatement } from '../assemble.ts';
import { groupBy } from '../group-by.ts';

/** Longer lists of reasons repeat themselves: the rest is in the reasons file. */
const MAX_REASONS = 3;

/** Why each action of a statement is there, a line each, for a comment. */
export function statementComment({ grants }: AssembledStatement): readonly string[] {
  return [...groupBy(grants, ({ action }) => action)].map(([action, same]) => {
    const reasons = [...new Set(same.flatMap((grant) => grant.reasons))].sort();
    const shown = reasons.slice(0, MAX_REASONS).join('; ');
    const more = reasons.length > MAX_REASONS ? `; and ${reasons.length - MAX_REASONS} more` : '';
    return printable(`${action}${same.every(({ inferred }) => inferred) ? ' (inferred)' : ''}: ${shown}${more}`);
  });
}

/** IAM takes no longer description of a policy: https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html */
const LONGEST_DESCRIPTION = 1_000;

/** What a policy is for, as every format says it. */
export function description(title: string, position: number, of: number): string {
  const which = of === 1 ? '' : ` (${position + 1} of ${of})`;
  return `${printable(title).slice(0, LONGEST_DESCRIPTION - which.length)}${which}`;
}

/** One line: a name from a template must not end a comment. */
function printable(text: string): string {
  return text.replaceAll(/[\u0000-\u001f\u007f-\u009f\u2028\u2029]/g, ' ');
}
