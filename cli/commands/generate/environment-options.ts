import { InvalidArgumentError } from 'commander';

/** Where a policy is used. */
export interface EnvironmentOptions {
  readonly account?: string;
  readonly region?: string;
}

export function accountId(text: string): string {
  if (!/^\d{12}$/.test(text)) throw new InvalidArgumentError('expected an account ID of 12 digits');
  return text;
}

export function regionName(text: string): string {
  if (!/^[a-z]{2,}(?:-[a-z]+)+-\d+$/.test(text)) throw new InvalidArgumentError('expected a region such as `eu-west-1`');
  return text;
}
