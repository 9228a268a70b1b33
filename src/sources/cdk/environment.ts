import { partitionOfRegion } from '../../model/partition.ts';
import type { Bindings } from '../stacks.ts';

/**
 * The pseudo parameters that the environment of a stack tells. An app that is made for any environment has
 * `aws://unknown-account/unknown-region`, which tells nothing.
 *
 * Source: https://docs.aws.amazon.com/cdk/v2/guide/environments.html
 *
 * @param environment what the manifest says: `aws://ACCOUNT/REGION`
 */
export function environmentParameters(environment: string | undefined): Readonly<Record<string, string>> {
  const [, account = '', region = ''] = /^aws:\/\/([^/]+)\/([^/]+)$/.exec(environment ?? '') ?? [];
  const partition = partitionOfRegion(region);
  return {
    ...(/^\d{12}$/.test(account) ? { 'AWS::AccountId': account } : {}),
    ...(/^[a-z]+(?:-[a-z]+)+-\d+$/.test(region) ? { 'AWS::Region': region, ...(partition === undefined ? {} : { 'AWS::Partition': partition }) } : {}),
  };
}

/** What is bound of an environment beside what was given: the partition of a Region that doesn't count is left out. */
export function boundIn(environment: Readonly<Record<string, string>>, given: Bindings): Bindings {
  const { 'AWS::Partition': partition, ...others } = environment;
  const isOwn = partition !== undefined && given['AWS::Region'] === undefined;
  return { ...others, ...(isOwn ? { 'AWS::Partition': partition } : {}), ...given };
}
