/**
 * Texts of others as a policy writes them.
 *
 * Sources: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_policies_variables.html and, for the characters
 * that a document may have, https://docs.aws.amazon.com/IAM/latest/APIReference/API_CreatePolicy.html
 */
const UNWRITABLE = /[^\u0009\u000A\u000D\u0020-\u00FF]+/g;

/** Whether a text has characters that a policy can't have. */
export function isUnwritable(text: string): boolean {
  return text.search(UNWRITABLE) >= 0;
}

/** A name, which stands for itself: its own wildcards are escaped, and what a policy can't have becomes one. */
export function escapedName(text: string): string {
  return text.replaceAll(/[*?$]/g, (char) => `\${${char}}`).replaceAll(UNWRITABLE, '*');
}

/** A pattern, whose wildcards are meant: only what would begin a policy variable is escaped. */
export function escapedPattern(text: string): string {
  return text.replaceAll(/\$(?=\{)/g, () => '${$}').replaceAll(UNWRITABLE, '*');
}

/** What a pattern stands for: escapes taken back, and wildcards filled with these. */
export function filledPattern(pattern: string, many: string, one = 'x'): string {
  return pattern.replaceAll(/\$\{([*?$])\}|[*?]/g, (wildcard, escaped: string | undefined) => escaped ?? (wildcard === '*' ? many : one));
}
