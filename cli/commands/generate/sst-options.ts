import { InvalidArgumentError } from 'commander';

/** Applications and stages of SST; what else is in a name would be a wildcard, or another segment, in an ARN. */
export function appName(text: string): string {
  if (!/^[A-Za-z0-9][A-Za-z0-9_-]*$/.test(text)) throw new InvalidArgumentError('expected letters, digits, hyphens and underscores');
  return text;
}
