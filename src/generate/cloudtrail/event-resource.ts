import { escapedName, isUnwritable } from '../escapes.ts';

/** What an action was used on. */
export interface EventResource {
  /** An ARN as a policy writes it (its own wildcards escaped), or a pattern. */
  readonly pattern: string;
  /** The ARN itself, where the event names it. */
  readonly arn?: string;
  /** Why it is a pattern. */
  readonly why?: string;
}

/** A resource that an event names. */
export function exactly(arn: string): EventResource {
  return asResource(arn, escapedName(arn));
}

/** A resource by its name and the pattern made of it, which is wider where the name can't be written. */
export function asResource(arn: string, pattern: string): EventResource {
  if (isUnwritable(arn)) return { pattern, why: 'its name has characters that a policy document may not have' };
  return /[*?]/.test(pattern.replaceAll(/\$\{[*?$]\}/g, '')) ? { pattern } : { pattern, arn };
}
