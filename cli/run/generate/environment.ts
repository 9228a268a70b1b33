import type { Environment } from '../../../src/generate/permission.ts';
import type { EnvironmentOptions } from '../../commands/generate/environment-options.ts';

/**
 * The environment that the options name; what they leave open is `*`.
 *
 * Source of the partitions: https://docs.aws.amazon.com/IAM/latest/UserGuide/reference-arns.html
 */
export function environmentOf({ account, region }: EnvironmentOptions): Environment {
  return { partition: partitionOf(region), account: account ?? '*', region: region ?? '*' };
}

function partitionOf(region: string | undefined): string {
  if (region?.startsWith('cn-') === true) return 'aws-cn';
  return region?.startsWith('us-gov-') === true ? 'aws-us-gov' : 'aws';
}
