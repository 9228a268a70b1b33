/**
 * Whether a text is surely one that a parameter's AllowedPattern admits. The pattern is a regular expression
 * of Java's that has to match the whole value; one that JavaScript can't read, or may read otherwise, admits
 * nothing here.
 *
 * Sources: https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/parameters-section-structure.html,
 * https://docs.oracle.com/javase/8/docs/api/java/util/regex/Pattern.html
 */
export function surelyMatches(pattern: string, text: string): boolean {
  if (isSlow(pattern) && text.length > SHORT) return false;
  return compiled(pattern)?.test(text) === true;
}

/** A text of this length is decided soon, whatever the pattern. */
const SHORT = 16;

/** Repetitions in a repetition are where backtracking takes exponential time. */
function isSlow(pattern: string): boolean {
  return /\)[*+{]/.test(pattern);
}

/** The `u` flag refuses what only Java knows (`\A`, `\h`, possessive quantifiers, classes in classes) instead of taking it for letters. */
function compiled(pattern: string): RegExp | undefined {
  // An intersection of classes in Java, two ampersands here.
  if (pattern.includes('&&')) return undefined;
  try {
    return new RegExp(`^(?:${pattern.replace(/\\(.)/gs, plainEscape)})$`, 'u');
  } catch {
    return undefined;
  }
}

/** Java lets a backslash stand before any punctuation, the `u` flag before some. */
function plainEscape(whole: string, escaped: string): string {
  return /[!"#%&',\-:;<=>@_`~ ]/.test(escaped) ? `\\x${escaped.charCodeAt(0).toString(16).padStart(2, '0')}` : whole;
}
