/** What an action was used on. */
export interface EventResource {
  /** An ARN as a policy writes it (its own wildcards escaped), or a pattern. */
  readonly pattern: string;
  /** The ARN itself, where the event names it. */
  readonly arn?: string;
  /** Why it is a pattern. */
  readonly why?: string;
}

export function exactly(arn: string): EventResource {
  return { pattern: escapedName(arn), arn };
}

/**
 * A name's own wildcards, as a policy writes them.
 *
 * Source: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html
 */
export function escapedName(text: string): string {
  return text.replaceAll(/[*?$]/g, (char) => `\${${char}}`);
}
